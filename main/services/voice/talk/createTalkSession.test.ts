import { expect, onTestFinished, test } from 'vitest';
import { AppError } from '../../../../app/contract/AppError.ts';
import type { ChatEvent } from '../../../../app/contract/services/chat.ts';
import { type TestTalk, testTalk } from './talk.test-helper.ts';

const ANSWER = ['Rain falls from the clouds above us.', ' It comes down to the sea again,', ' and so it goes on for ever and ever.'];
const WHOLE = ANSWER.join('');

test('an answer that was begun and thrown away by another window is not spoken: the one that is written then is', async () => {
  const talk = await testTalk(ANSWER);
  await talk.begin();
  await talk.say('what', 'is', 'rain?');
  await talk.wait(500);
  expect([talk.spoken.length, await talk.path()]).toEqual([1, []]);
  // What forgetting, editing and choosing another path begin with.
  await talk.chat.stop(talk.conversationId);
  await talk.wait(3_000);
  expect(await talk.path()).toEqual(['user: what is rain?', `assistant: ${WHOLE}`]);
  expect(talk.engine().prompts).toHaveLength(2);
  const sounds = talk.items.filter((item) => item.kind === 'sound');
  const play = talk.items.findLast((item) => item.kind === 'play');
  expect(sounds.map(({ run, from }) => [run, from])).toContainEqual([play?.run, 0]);
  await talk.played(24, true);
  expect(talk.phase()).toBe('listening');
});

test('Stop after a backchannel: the answer ends there, and what was muttered is no message', async () => {
  const talk = await testTalk(ANSWER);
  const sessionId = await talk.begin();
  await talk.say('what', 'is', 'rain?');
  await talk.wait(3_000);
  await talk.played(4.2);
  await talk.say('mm-hm');
  await talk.wait(1_000);
  expect(talk.phase()).toBe('speaking');
  await talk.client.press({ sessionId });
  await talk.client.release({ sessionId });
  await talk.wait(4_000);
  expect(await talk.path()).toEqual(['user: what is rain?', 'assistant: Rain falls from the']);
  expect(talk.phase()).toBe('listening');
});

test('a judgement on an earlier pause says nothing about a later one', async () => {
  const judgements: PromiseWithResolvers<number>[] = [];
  const turnComplete = (): Promise<number> => {
    const judgement = Promise.withResolvers<number>();
    judgements.push(judgement);
    return judgement.promise;
  };
  const talk = await testTalk(ANSWER, { turnComplete });
  await talk.begin();
  await talk.say('we', 'sail');
  await talk.wait(400);
  await talk.say('at', 'the', 'harbour');
  await talk.wait(400);
  expect(judgements).toHaveLength(2);
  judgements[0]?.resolve(0.9);
  judgements[1]?.resolve(0.1);
  await talk.wait(500);
  expect(await talk.path()).toEqual([]);
  await talk.wait(3_000);
  expect((await talk.path())[0]).toBe('user: we sail at the harbour');
});

test('a session that is ended while it opens leaves nothing that waits', async () => {
  const talk = await testTalk(ANSWER);
  talk.holdVoice();
  const opening = talk.begin();
  await talk.client.endTalk({});
  await opening;
  expect([talk.failure(), talk.waitForVoice()]).toEqual([null, 0]);
});

/** What a window that shows the conversation is told of its turns: `opened`, when it is to read them anew, and text as it is written. */
function watchTurns({ chat, conversationId }: TestTalk) {
  const leaving = new AbortController();
  onTestFinished(() => leaving.abort());
  const events: ChatEvent[] = [];
  const read = async (): Promise<void> => {
    for await (const event of chat.handlers.watch({ conversationId }, leaving.signal)) {
      if (event.kind === 'turn' || event.kind === 'text' || event.kind === 'opened') events.push(event);
    }
  };
  void read();
  return {
    kinds: () => events.map(({ kind }) => kind),
    /** what is written of the answer, as far as it is told */
    text: () =>
      events.reduce((text, event) => {
        if (event.kind === 'opened') return event.answering?.text ?? '';
        return event.kind === 'text' ? text + event.text : text;
      }, ''),
  };
}

test('windows show what was said and its answer once some of that is played', async () => {
  const talk = await testTalk(ANSWER);
  talk.crashEngine({ isHeld: true });
  const told = watchTurns(talk);
  await talk.begin();
  await talk.say('what', 'is', 'rain?');
  await talk.wait(1_500);
  expect([talk.phase(), await talk.path()]).toEqual(['thinking', ['user: what is rain?', 'assistant: ']]);
  expect(told.kinds()).toEqual(['opened']);
  for (const _ of [0, 1]) talk.engine().step();
  await talk.wait(500);
  expect(talk.phase()).toBe('speaking');
  expect(told.kinds().slice(0, 2)).toEqual(['opened', 'opened']);
  expect(told.text()).toBe(`${ANSWER[0]}${ANSWER[1]}`);
  talk.engine().step();
  await talk.wait(500);
  expect(told.text()).toBe(WHOLE);
});

test('windows never show what is taken back because the person goes on; what is left unheard, they do', async () => {
  const talk = await testTalk(ANSWER);
  talk.holdVoice();
  const told = watchTurns(talk);
  await talk.begin();
  await talk.say('what', 'is', 'rain?');
  await talk.wait(1_000);
  expect(await talk.path()).toEqual(['user: what is rain?', `assistant: ${WHOLE}`]);
  expect(told.kinds()).toEqual(['opened']);
  await talk.say('and', 'snow?');
  await talk.wait(1_000);
  expect(await talk.path()).toEqual(['user: what is rain? and snow?', `assistant: ${WHOLE}`]);
  // Of what was taken back and of what took its place.
  expect(told.kinds()).toEqual(['opened', 'opened']);
  await talk.leave();
  await expect.poll(told.kinds).toEqual(['opened', 'opened', 'opened']);
  expect(await talk.path()).toEqual(['user: what is rain? and snow?', 'assistant: ']);
});

test('windows show an answer that cannot be spoken when that is known', async () => {
  const talk = await testTalk(ANSWER);
  talk.failVoice(new AppError('bad-file', 'The voice is damaged.'));
  const told = watchTurns(talk);
  await talk.begin();
  await talk.say('what', 'is', 'rain?');
  await talk.wait(1_500);
  expect(told.kinds().slice(0, 2)).toEqual(['opened', 'opened']);
  expect(told.text()).toBe(WHOLE);
});

test('a voice behind the person, which is far quieter and goes on, does not keep their turn from its end', async () => {
  const talk = await testTalk(ANSWER);
  await talk.begin();
  // In the sound of the script this word is 20 dB quieter than the others.
  await talk.say('what', 'is', 'rain?', ...Array.from({ length: 14 }, () => 'we'));
  expect((await talk.path())[0]).toBe('user: what is rain? we');
});
