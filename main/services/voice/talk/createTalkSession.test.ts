import { expect, test } from 'vitest';
import { testTalk } from './talk.test-helper.ts';

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
