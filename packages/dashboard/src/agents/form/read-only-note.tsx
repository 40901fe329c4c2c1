import { useTenant } from '../../session/use-session.ts';
import { Notice } from '../../ui/notice.tsx';
import { useAgentEditor } from './agent-editor.tsx';

/** Who can look and not change is told once, above the fields. `what` finishes "An admin changes …". */
export function ReadOnlyNote({ what }: { what: string }) {
  const { mayManage } = useAgentEditor();
  const { role } = useTenant();
  if (mayManage) return null;
  return (
    <Notice>
      You can look: you are {role === 'operator' ? 'an' : 'a'} {role} here. An admin or owner
      changes {what}.
    </Notice>
  );
}
