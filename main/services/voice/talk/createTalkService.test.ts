import { expect, test } from 'vitest';
import { AppError } from '../../../../app/contract/AppError.ts';
import { testTalk } from './talk.test-helper.ts';

const ANSWER = ['Rain falls from the clouds above us.', ' It comes down to the sea again,', ' and so it goes on for ever and ever.'];
const WHOLE = ANSWER.join('');

test('a spoken question becomes a message, its answer is spoken, and heard to its end', async () => {
  const talk = await testTalk(ANSWER);
  await talk.begin();
  expect(talk.phase()).toBe('starting');
  await talk.say('what', 'is', 'rain?');
  expect(talk.phase()).toBe('listening');
  expect(talk.items.findLast((item) => item.kind === 'state')).toMatchObject({ stable: 'what is', tentative: ' rain?' });
  await talk.wait(400);
  // The answer was begun when the voice stopped, and is nowhere yet.
  expect(talk.engine().prompts.at(-1)?.map(({ text }) => text)).toEqual(['what is rain?']);
  expect([await talk.path(), talk.kinds()]).toEqual([[], ['opened']]);
  await talk.wait(600);
  expect(await talk.path()).toEqual(['user: what is rain?', `assistant: ${WHOLE}`]);
  const turns = await talk.turns();
  expect(turns.map(({ source, state }) => [source, state])).toEqual([
    ['voice', 'complete'],
    ['voice', 'complete'],
  ]);
  expect(turns[0]?.mediaTime).toMatchObject({ startMs: 0 });
  expect(turns[0]?.mediaTime?.endMs).toBeGreaterThan(600);
  // What was begun is what is said: nothing was asked twice.
  expect(talk.engine().prompts).toHaveLength(1);
  expect(talk.phase()).toBe('speaking');
  expect(talk.kinds().slice(0, 5)).toEqual(['opened', 'turn', 'turn', 'play', 'sound'].toSorted((a, b) => talk.kinds().indexOf(a) - talk.kinds().indexOf(b)));
  expect(talk.items.find((item) => item.kind === 'play')).toEqual({ kind: 'play', run: 0, turnId: turns[1]?.id });
  // Two chunks ahead of the one that is heard, and no more.
  expect(talk.spoken).toEqual(['Rain falls from the clouds above us.', 'It comes down to the sea again, and so it goes on for ever and ever.']);
  await talk.played(3);
  await talk.played(24, true);
  expect(talk.phase()).toBe('listening');
  expect((await talk.turns())[1]).toMatchObject({ text: WHOLE, state: 'complete' });
});

test('who speaks over the answer interrupts it: silence, and what was not heard was not said', async () => {
  const talk = await testTalk(ANSWER);
  await talk.begin();
  await talk.say('what', 'is', 'rain?');
  await talk.wait(1_000);
  await talk.wait(2_000);
  await talk.played(4.2);
  await talk.say('no,');
  expect(talk.kinds()).toContain('duck');
  // Since then it was heard for a moment more.
  talk.stopsAt(5.1);
  await talk.say('if', 'it', 'rains,', 'we', 'stay', 'home.');
  expect(talk.kinds().filter((kind) => kind === 'silence')).toHaveLength(1);
  expect(talk.phase()).toBe('listening');
  expect((await talk.turns())[1]).toMatchObject({ text: 'Rain falls from the clouds', state: 'interrupted' });
  await talk.wait(1_000);
  const turns = await talk.turns();
  expect(turns.map(({ text }) => text)).toEqual(['what is rain?', 'Rain falls from the clouds', 'no, if it rains, we stay home.', WHOLE]);
  // The model is told, and nobody else.
  const read = talk.engine().prompts.at(-1)?.map(({ text }) => text);
  expect(read).toEqual(['what is rain?', 'Rain falls from the clouds', '(I interrupted you.) no, if it rains, we stay home.']);
  expect((await talk.store.search({ query: 'interrupted', limit: 5 })).hits).toEqual([]);
  expect((await talk.store.search({ query: 'clouds above', limit: 5 })).hits).toHaveLength(1);
});

test('who speaks after the last word of an answer that ended at its limit has interrupted nothing', async () => {
  const talk = await testTalk(ANSWER);
  await talk.begin();
  await talk.say('what', 'is', 'rain?');
  await talk.wait(3_000);
  const [, answer] = await talk.turns();
  await talk.store.setState({ turnId: answer?.id ?? '', state: 'length', stats: null, problem: null });
  talk.stopsAt(24);
  await talk.say('no,', 'if', 'it', 'rains,', 'we', 'stay', 'home.');
  expect(talk.kinds()).toContain('silence');
  expect((await talk.turns())[1]).toMatchObject({ text: WHOLE, state: 'length' });
});

test('thinking while listening: clauses are read ahead under the name that the message will have', async () => {
  const talk = await testTalk(ANSWER);
  await talk.begin();
  await talk.say('if', 'it', 'rains,', 'we', 'stay', 'home.');
  const [ahead] = talk.engine().ahead;
  expect(ahead?.map(({ role, text }) => `${role}: ${text}`)).toEqual(['user: if it rains,']);
  await talk.wait(1_000);
  const [message] = await talk.turns();
  expect(ahead?.[0]?.id).toBe(message?.id);
});

test('who goes on before the turn has ended: one message, one answer', async () => {
  const talk = await testTalk(ANSWER);
  await talk.begin();
  await talk.say('what', 'is', 'rain?');
  await talk.wait(700);
  const before = talk.spoken.length;
  expect(before).toBe(1);
  // They speak when the turn ends, so nothing is played.
  await talk.say('and');
  await talk.say('snow?');
  expect(talk.kinds()).not.toContain('play');
  await talk.wait(1_000);
  expect((await talk.path())[0]).toBe('user: what is rain? and snow?');
  expect(await talk.path()).toHaveLength(2);
});

test('a backchannel and a cough stop nothing', async () => {
  const talk = await testTalk(ANSWER);
  await talk.begin();
  await talk.say('what', 'is', 'rain?');
  await talk.wait(3_000);
  await talk.played(2);
  await talk.say('mm-hm');
  await talk.wait(500);
  expect(talk.kinds().slice(-2)).toEqual(['duck', 'unduck']);
  await talk.played(24, true);
  expect((await talk.turns())[1]).toMatchObject({ text: WHOLE, state: 'complete' });
});

test('push to talk: only what is said while the key is held is heard, and letting go ends the turn', async () => {
  const talk = await testTalk(ANSWER);
  const sessionId = await talk.begin({ pushToTalk: true });
  await talk.say('farewell.', 'now');
  expect(await talk.path()).toEqual([]);
  await talk.client.press({ sessionId });
  await talk.say('what', 'is', 'snow?');
  await talk.client.release({ sessionId });
  await talk.wait(300);
  expect((await talk.path())[0]).toBe('user: what is snow?');
  await talk.played(1.1);
  // Esc: pressed and let go at once. The answer ends there, and nobody has said anything.
  await talk.client.press({ sessionId });
  await talk.client.release({ sessionId });
  await talk.wait(4_000);
  expect((await talk.turns()).map(({ text, state }) => [text, state])).toEqual([
    ['what is snow?', 'complete'],
    ['Rain', 'interrupted'],
  ]);
  expect(talk.phase()).toBe('listening');
});

test('muted, nothing is heard, and the answer is spoken on', async () => {
  const talk = await testTalk(ANSWER);
  const sessionId = await talk.begin();
  await talk.say('what', 'is', 'rain?');
  await talk.wait(2_000);
  await talk.client.mute({ sessionId, muted: true });
  await talk.say('stop!', 'stop!', 'stop!');
  expect([talk.phase(), talk.kinds().includes('silence')]).toEqual(['speaking', false]);
  await talk.client.mute({ sessionId, muted: false });
  await talk.say('stop!');
  await talk.wait(100);
  expect(talk.kinds()).toContain('silence');
});

test('a false alarm: silenced over noise, it goes on from the sentence, and its sound is sent again', async () => {
  const talk = await testTalk(ANSWER);
  await talk.begin();
  await talk.say('what', 'is', 'rain?');
  await talk.wait(2_000);
  await talk.played(9.5);
  await talk.say(...Array.from({ length: 11 }, () => 'mm-hm'));
  expect(talk.phase()).toBe('halted');
  await talk.wait(2_500);
  const plays = talk.items.flatMap((item) => (item.kind === 'play' ? [item.run] : []));
  expect([plays, talk.phase()]).toEqual([[0, 1], 'speaking']);
  const again = talk.items.filter((item) => item.kind === 'sound' && item.run === 1);
  expect(again[0]).toMatchObject({ from: WHOLE.indexOf('It comes') });
  await talk.played(1.1);
  await talk.say('stop!');
  await talk.wait(100);
  // What was heard before it was silenced stays heard.
  expect((await talk.turns())[1]).toMatchObject({ text: 'Rain falls from the clouds above us. It comes', state: 'interrupted' });
});

test('push to talk: who presses again at once is heard from the first word on, at the time when it was said', async () => {
  const talk = await testTalk(ANSWER);
  const sessionId = await talk.begin({ pushToTalk: true });
  await talk.client.press({ sessionId });
  await talk.say('what', 'is');
  await talk.client.release({ sessionId });
  await talk.client.press({ sessionId });
  await talk.say('snow?');
  await talk.wait(320);
  await talk.client.release({ sessionId });
  await talk.wait(1_000);
  const [message] = await talk.turns();
  expect(message?.text).toBe('what is snow?');
  // Silence that was put in between is none of the session's.
  expect(message?.mediaTime?.endMs).toBeLessThanOrEqual(4 * 320);
});

test('a message waits for an answer to one that was written, but not for ever: it is handed back to be sent in writing', async () => {
  const talk = await testTalk(ANSWER);
  talk.crashEngine({ isHeld: true });
  await talk.begin();
  await talk.chat.handlers.send({ conversationId: talk.conversationId, text: 'Tell me a story.' });
  await talk.say('what', 'is', 'rain?');
  await talk.wait(20_000);
  expect(talk.kinds()).not.toContain('unsent');
  await talk.wait(12_000);
  expect(talk.items.filter(({ kind }) => kind === 'unsent')).toEqual([{ kind: 'unsent', text: 'what is rain?' }]);
  expect(notices(talk).at(-1)).toMatch(/still being written.*kept where you write/);
  expect(await talk.path()).toEqual(['user: Tell me a story.', expect.any(String)]);
  expect(talk.phase()).toBe('listening');
});

test('leaving ends it: silent, and the answer is kept up to where it was heard', async () => {
  const talk = await testTalk(ANSWER);
  const sessionId = await talk.begin();
  await expect(talk.client.talk({ conversationId: talk.conversationId, pushToTalk: false }).next()).rejects.toMatchObject({ code: 'busy' });
  await talk.say('what', 'is', 'rain?');
  await talk.wait(2_000);
  await talk.played(2.1);
  await talk.leave();
  // Nobody interrupted it.
  await expect.poll(async () => (await talk.turns())[1]).toMatchObject({ text: 'Rain falls', state: 'stopped' });
  await expect(talk.client.feed({ sessionId, at: 0, samples: 'AAAA' })).rejects.toMatchObject({ code: 'not-found' });
  for await (const { conversationId } of talk.client.talking({})) {
    expect(conversationId).toBeNull();
    break;
  }
});

test('leaving while it thinks keeps the message, and of the answer nothing, for nothing of it was heard', async () => {
  const talk = await testTalk(ANSWER);
  talk.holdVoice();
  await talk.begin();
  await talk.say('what', 'is', 'rain?');
  await talk.wait(1_000);
  expect(talk.phase()).toBe('thinking');
  await talk.leave();
  await expect.poll(async () => (await talk.turns())[1]?.state).toBe('stopped');
  expect(await talk.path()).toEqual(['user: what is rain?', 'assistant: ']);
});

test('who goes on while it thinks takes the message back: it is stored once, whole, under the same name', async () => {
  const talk = await testTalk(ANSWER);
  talk.holdVoice();
  await talk.begin();
  await talk.say('what', 'is', 'rain?');
  await talk.wait(1_000);
  const [first] = await talk.turns();
  expect(first?.text).toBe('what is rain?');
  await talk.say('and', 'snow?');
  expect(await talk.path()).toEqual([]);
  await talk.wait(1_000);
  expect((await talk.turns()).map(({ id, text }) => [id, text])).toEqual([
    [first?.id, 'what is rain? and snow?'],
    [expect.any(String), WHOLE],
  ]);
});

test('who leaves and begins again at once waits for what was left to be done', async () => {
  const talk = await testTalk(ANSWER);
  await talk.begin();
  await talk.say('what', 'is', 'rain?');
  await talk.wait(2_000);
  await talk.played(2.1);
  void talk.leave();
  await talk.begin({ pushToTalk: true });
  expect(talk.failure()).toBeNull();
  expect(talk.items.filter(({ kind }) => kind === 'opened')).toHaveLength(2);
  expect((await talk.turns())[1]).toMatchObject({ text: 'Rain falls', state: 'stopped' });
});

test('without models it is told what to do; in a conversation that is gone, that it is', async () => {
  const absent = await testTalk(ANSWER, { present: false });
  await absent.begin();
  expect(absent.failure()).toMatchObject({ code: 'no-model', message: expect.stringContaining('Fetch them') });
  const talk = await testTalk(ANSWER);
  await expect(talk.client.talk({ conversationId: 'gone', pushToTalk: false }).next()).rejects.toMatchObject({ code: 'not-found' });
  expect(await talk.begin()).not.toBe('');
});

const notices = (talk: Awaited<ReturnType<typeof testTalk>>): string[] =>
  talk.items.flatMap((item) => (item.kind === 'state' && item.notice !== null ? [item.notice] : []));

test.each(['speech', 'hearing'] as const)('kill -9 of the %s process in the midst of a phrase: told, and the next words are heard', async (which) => {
  const talk = await testTalk(ANSWER);
  await talk.begin();
  await talk.say('what', 'is');
  talk.models.crash(which);
  await talk.say('the');
  talk.models.restart();
  await talk.wait(500);
  expect(notices(talk)[0]).toContain('Listening was interrupted and goes on');
  await talk.say('what', 'is', 'snow?');
  await talk.wait(1_000);
  expect((await talk.path())[0]).toMatch(/what is snow\?$/);
});

test('kill -9 of the voice in the midst of an answer: it is spoken on, and nothing of it is lost', async () => {
  const talk = await testTalk(ANSWER);
  await talk.begin();
  await talk.say('what', 'is', 'rain?');
  await talk.wait(500);
  talk.crashVoice();
  await talk.wait(1_000);
  await talk.played(24, true);
  expect(talk.phase()).toBe('listening');
  expect(talk.items.flatMap((item) => (item.kind === 'sound' ? [WHOLE.slice(item.from, item.to)] : [])).join(' ')).toBe(WHOLE);
});

test('a voice that cannot be had: the answer is in the conversation to be read, and listening goes on', async () => {
  const talk = await testTalk(ANSWER);
  talk.failVoice(new AppError('bad-file', 'The voice is damaged.'));
  await talk.begin();
  await talk.say('what', 'is', 'rain?');
  await talk.wait(1_500);
  expect(notices(talk)).toContain('The voice is damaged. The answer can be read in the conversation.');
  expect(await talk.path()).toEqual(['user: what is rain?', `assistant: ${WHOLE}`]);
  talk.failVoice(null);
  await talk.say('what', 'is', 'snow?');
  await talk.wait(1_500);
  expect(talk.phase()).toBe('speaking');
});

test('kill -9 of the engine while an answer was begun in case: the message is answered by the next one', async () => {
  const talk = await testTalk(ANSWER);
  await talk.begin();
  await talk.say('what', 'is', 'rain?');
  talk.crashEngine();
  await talk.wait(1_500);
  expect(await talk.path()).toEqual(['user: what is rain?', `assistant: ${WHOLE}`]);
  expect(talk.phase()).toBe('speaking');
});

test('stopped in the chat while it is spoken, the session is silent and listens on', async () => {
  const talk = await testTalk(ANSWER);
  await talk.begin();
  await talk.say('what', 'is', 'rain?');
  await talk.wait(500);
  await talk.chat.stop(talk.conversationId);
  await talk.wait(1_500);
  expect(talk.phase()).not.toBe('thinking');
});

test('an end-of-turn model that is sure ends the turn at once', async () => {
  const heard: number[] = [];
  const talk = await testTalk(ANSWER, {
    async turnComplete(samples) {
      heard.push(samples.length);
      return 0.9;
    },
  });
  await talk.begin();
  await talk.say('we', 'sail', 'now');
  await talk.wait(200);
  expect(heard).toEqual([expect.any(Number)]);
  expect((await talk.path())[0]).toBe('user: we sail now');
});
