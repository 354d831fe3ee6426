import { expect, test } from 'vitest';
import { createStore } from 'zustand/vanilla';
import type { ChatState } from '../ChatState.ts';
import { createEdits } from './createEdits.ts';

/** A browser's storage for one window. */
function memoryStorage(full = false) {
  const values = new Map<string, string>();
  return {
    getItem: (key: string) => values.get(key) ?? null,
    setItem(key: string, value: string) {
      if (full) throw new DOMException('It is full.', 'QuotaExceededError');
      values.set(key, value);
    },
  };
}

function begin(storage = memoryStorage()) {
  const edits = createEdits(storage);
  const store = createStore<ChatState>(() => ({ openId: 'c', transcript: null, destination: null, editing: null, problem: null }));
  edits.follow(store);
  const change = (turnId: string, text: string): void => {
    store.setState({ editing: { turnId, text: 'as it was' } });
    store.setState({ editing: { turnId, text } });
  };
  return { edits, store, change, storage };
}

test('a change is kept per turn while another conversation is open, and after a reload', () => {
  const { edits, store, change, storage } = begin();
  change('a', 'changed a');
  change('b', 'changed b');
  store.setState({ openId: 'other', editing: null });
  for (const kept of [edits, createEdits(storage)]) {
    expect(kept.last('c')).toMatchObject({ turnId: 'b', text: 'changed b' });
    expect(kept.read('c', 'a')).toBe('changed a');
    expect(kept.last('other')).toBeNull();
    expect(kept.last(null)).toBeNull();
  }
});

test('a change that was cancelled or saved is forgotten, and one that never was made is not kept', () => {
  const { edits, store, change, storage } = begin();
  change('a', 'changed a');
  store.setState({ editing: null });
  store.setState({ editing: { turnId: 'b', text: 'as it was' } });
  store.setState({ openId: 'other', editing: null });
  expect(edits.last('c')).toBeNull();
  expect(storage.getItem('headwater.edits')).toBe('[]');
});

test('storage that is full or holds something else takes nothing away', () => {
  const { edits, change } = begin(memoryStorage(true));
  change('a', 'changed a');
  expect(edits.read('c', 'a')).toBe('changed a');
  const odd = memoryStorage();
  odd.setItem('headwater.edits', '{"c": 1}');
  expect(createEdits(odd).last('c')).toBeNull();
});
