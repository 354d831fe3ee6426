import { Menu } from '@base-ui/react/menu';
import { Download } from 'lucide-react';
import type { Recording } from '../../../app/captions/Recording.ts';
import type { ExportFormat } from '../../../app/contract/services/captions.ts';
import { MenuItem } from '../../components/MenuItem.tsx';
import { MenuPopup } from '../../components/MenuPopup.tsx';
import { useApp } from '../../useApp.ts';
import { EXPORTS } from '../exports.ts';

/** Takes the text out as a file. */
export function ExportMenu({ recording }: { recording: Recording }) {
  const { captioning } = useApp();
  return (
    <Menu.Root>
      <Menu.Trigger className="chip" aria-label="Export">
        <Download className="icon-s" aria-hidden="true" />
        <span className="wide-word">Export</span>
      </Menu.Trigger>
      <MenuPopup>
        {Object.entries(EXPORTS).map(([format, { words }]) => (
          <MenuItem key={format} disabled={recording.lines === 0} onSelect={() => void captioning.export(recording.id, format as ExportFormat)}>
            {words}
          </MenuItem>
        ))}
      </MenuPopup>
    </Menu.Root>
  );
}
