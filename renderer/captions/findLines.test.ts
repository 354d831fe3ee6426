import { expect, test } from 'vitest';
import { captionLine } from '../testing/captionParts.test-helper.ts';
import { findLines } from './findLines.ts';

const lines = [captionLine(0, 'A river does not remember.'), captionLine(1, 'It keeps its bed.', { speaker: 'Rivera' }), captionLine(2, 'The driver, too.')];

test('every word must begin a word of the line, or of who said it', () => {
  expect(findLines(lines, 'river')).toEqual(['l0', 'l1']);
  expect(findLines(lines, 'RIVER rem')).toEqual(['l0']);
  expect(findLines(lines, 'bed river')).toEqual(['l1']);
  expect(findLines(lines, ' . ')).toEqual([]);
});
