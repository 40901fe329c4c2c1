import type { KnowledgeKind } from '@belay/contract/desk/knowledge';
import { Plus } from 'lucide-react';
import { Button } from '../../ui/button.tsx';
import { Menu, MenuItem } from '../../ui/menu.tsx';
import { kindLooks } from './source-look.ts';

const kinds = ['text', 'qa', 'document', 'site'] as const satisfies KnowledgeKind[];

/** What can be taught by hand, behind one button. */
export function AddMenu({ onAdd }: { onAdd(kind: KnowledgeKind): void }) {
  return (
    <Menu
      className="w-52"
      trigger={
        <Button look="primary">
          <Plus /> Teach
        </Button>
      }
    >
      {kinds.map((kind) => {
        const { word, icon: Icon } = kindLooks[kind];
        return (
          <MenuItem key={kind} onSelect={() => onAdd(kind)}>
            <Icon aria-hidden /> {word}
          </MenuItem>
        );
      })}
    </Menu>
  );
}
