import { overlayPresets } from '../../../app/captions/overlay/overlayPresets.ts';
import type { OverlayStyle } from '../../../app/captions/overlay/OverlayStyle.ts';

/** Looks to begin with. */
export function PresetButtons({ style, onChoose }: { style: OverlayStyle; onChoose: (style: OverlayStyle) => void }) {
  return (
    <div className="look-presets" role="group" aria-label="Begin with">
      {overlayPresets.map(({ name, about, style: preset }) => (
        <button
          key={name}
          type="button"
          className="look-preset"
          aria-pressed={JSON.stringify(preset) === JSON.stringify(style)}
          onClick={() => onChoose(preset)}
        >
          <b>{name}</b>
          <small>{about}</small>
        </button>
      ))}
    </div>
  );
}
