/** A row of `desk_file`. */
export interface FileRow {
  tenant: string;
  id: string;
  visitor: string | null;
  person: string | null;
  conversation: string | null;
  message: string | null;
  name: string;
  content_type: string;
  size_bytes: number;
  blob_id: string;
}

export const fileColumns = `tenant, id, visitor, person, conversation, message, name, content_type,
  size_bytes, blob_id`;
