import type { MemoryState } from '../../../app/contract/services/memory.ts';
import { formatCount } from '../../components/formatCount.ts';

/** How passages of this conversation can be found now, in words. */
export function describeIndex({ indexed, embedding }: Pick<MemoryState, 'indexed' | 'embedding'>): string {
  const { done, total } = indexed;
  switch (embedding.phase) {
    case 'ready':
      if (total === 0) return 'Nothing has been said here yet that could be found.';
      if (done >= total) return `Found by meaning and by word: ${total === 1 ? 'the one passage' : `all ${formatCount(total)} passages`}.`;
      return `Found by meaning: ${formatCount(done)} of ${formatCount(total)} passages. The others are found by their words until they are read.`;
    case 'downloading':
      return 'The small model that finds by meaning is being downloaded. Until it is there, passages are found by their words.';
    case 'importing':
      return 'The small model that finds by meaning is being prepared. Until then, passages are found by their words.';
    case 'absent':
      return 'Passages are found by their words alone: the small model that finds by meaning is not there.';
    case 'failed':
      return 'Passages are found by their words alone: the small model that finds by meaning could not be used.';
  }
}
