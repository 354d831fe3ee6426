import { expect, test } from 'vitest';
import { AppError } from '../../../app/contract/AppError.ts';
import { endingOf } from './writeAnswer.ts';

test('an answer that storing ended is told so, and not that the engine stopped', () => {
  const byStore = endingOf(new AppError('crashed', 'Storing stopped.', { part: 'store' }), false);
  expect(byStore).toEqual({ state: 'failed', stats: null, problem: 'Storing stopped.' });
  expect(endingOf(new AppError('crashed', 'The engine stopped.'), false)).toMatchObject({ state: 'cut' });
  expect(endingOf(new AppError('closed', 'The connection was closed.'), true)).toMatchObject({ state: 'stopped', problem: null });
});
