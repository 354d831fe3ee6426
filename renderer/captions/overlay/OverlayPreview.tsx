import type { CSSProperties } from 'react';
import type { OverlayStyle } from '../../../app/captions/overlay/OverlayStyle.ts';
import { overlayVariables } from '../../../app/captions/overlay/overlayVariables.ts';

const SAMPLE = ['A river does not remember', 'every', 'drop. It keeps its bed,'] as const;
const TENTATIVE = ' and goes on';
/** How dim a word is that was hardly understood. */
const UNSURE: CSSProperties = { opacity: 0.6 };

/** A sample of captions as they will look, over something bright and something dark. */
export function OverlayPreview({ style }: { style: OverlayStyle }) {
  const { lines, lineHeight, upper, fade } = style;
  const inCase = (text: string): string => (upper ? text.toLocaleUpperCase() : text);
  const height = { maxHeight: `${lines * lineHeight}em` };
  const [before, unsure, after] = SAMPLE;
  return (
    <div className="overlay-stage" role="img" aria-label="How captions will look" style={overlayVariables(style)}>
      <div className="overlay-sample" style={height}>
        <p>
          <span>
            {inCase(before)} <span style={fade ? UNSURE : {}}>{inCase(unsure)}</span> {inCase(after)}
            <span className="overlay-tentative">{inCase(TENTATIVE)}</span>
          </span>
        </p>
      </div>
    </div>
  );
}
