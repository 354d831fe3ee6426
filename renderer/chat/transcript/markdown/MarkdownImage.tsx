import { ImageOff } from 'lucide-react';
import { MarkdownLink } from './MarkdownLink.tsx';

/** A picture from the net is never loaded, since loading it tells its server about the reader: it is shown as a link. */
export function MarkdownImage({ src, alt }: { src: string | Blob | undefined; alt: string | undefined }) {
  const address = typeof src === 'string' ? src : undefined;
  return (
    <span className="md-image">
      <ImageOff className="icon-s" aria-hidden="true" />
      <MarkdownLink href={address}>{alt ? `Picture: ${alt}` : 'Picture'}</MarkdownLink>
    </span>
  );
}
