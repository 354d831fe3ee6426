import { Menu } from '@base-ui/react/menu';
import { Check, Download } from 'lucide-react';
import type { Recording } from '../../../app/captions/Recording.ts';
import type { ExportFormat } from '../../../app/contract/services/captions.ts';
import { MenuItem } from '../../components/MenuItem.tsx';
import { MenuPopup } from '../../components/MenuPopup.tsx';
import { useState } from 'react';
import { useStore } from 'zustand';
import { useApp } from '../../useApp.ts';
import { EXPORTS } from '../exports.ts';

/** Takes the text out as a file. */
export function ExportMenu({ recording }: { recording: Recording }) {
  const { captioning, captions } = useApp();
  const translated = useStore(captions.store, ({ log }) => log?.lines.some(({ translation }) => translation !== undefined) ?? false);
  const [wanted, setWanted] = useState(false);
  return (
    <Menu.Root>
      <Menu.Trigger className="chip" aria-label="Export">
        <Download className="icon-s" aria-hidden="true" />
        <span className="wide-word">Export</span>
      </Menu.Trigger>
      <MenuPopup>
        {translated ? (
          <>
            <Menu.CheckboxItem className="menu-item" checked={wanted} onCheckedChange={setWanted} closeOnClick={false}>
              <Check className={`icon-s ${wanted ? '' : 'hidden-icon'}`} aria-hidden="true" />
              <span>With the translation</span>
            </Menu.CheckboxItem>
            <Menu.Separator className="menu-separator" />
          </>
        ) : null}
        {Object.entries(EXPORTS).map(([format, { words }]) => (
          <MenuItem key={format} disabled={recording.lines === 0} onSelect={() => void captioning.export(recording.id, format as ExportFormat, translated && wanted)}>
            {words}
          </MenuItem>
        ))}
      </MenuPopup>
    </Menu.Root>
  );
}
