import type { Spread } from '../../spread.ts';
import type { Judgement } from './judgeScene.ts';
import { REPLY_PARTS, type Count, type VoiceSummary } from './summarise.ts';

/** The figures of the bench of voice as they are printed, one line each. */
export function describeVoice({ scenes, incomplete, messagesRight, bargeIn, replies, history, ...rest }: VoiceSummary): string {
  return [
    `${scenes} scenes, ${incomplete} of them not to their end; messages as they should be in ${share(messagesRight)}, ${rest.extraMessages} too many, ${rest.lostMessages} lost`,
    `barge-in: quieter after ${ms(bargeIn.toDuckMs)}, silent after ${ms(bargeIn.toSilenceMs)}; by key ${ms(bargeIn.byKeyMs)}; from the decision to the last sample ${ms(bargeIn.fromDecisionMs)}`,
    `missed interruptions ${share(rest.missed)}; answers cut though nobody meant to ${share(rest.falseCuts)}, silenced and resumed ${rest.falseAlarms}`,
    `answered in mid-turn ${share(rest.premature)}; late ends ${share(rest.lateEnds)}`,
    `since the last sound: ${REPLY_PARTS.map((part) => `${WORDS[part]} ${ms(replies[part])}`).join(', ')}`,
    `history as heard: by the playback clock ${share(history.byClock)} (of cut answers ${share(history.cutByClock)}), within a word by the sound ${share(history.byEar)}; at most ${history.mostUnheard} words too many, ${history.mostUnstored} missing`,
    '',
  ].join('\n');
}

/** One line for a scene; what went otherwise than it should is marked. */
export function describeScene(one: Judgement): string {
  const wrong = [
    one.messages.length !== one.expectedMessages && `${one.messages.length} messages, not ${one.expectedMessages}`,
    one.falseCuts > 0 && 'cut falsely',
    one.falseAlarms > 0 && 'false alarm',
    one.missed > 0 && 'interruption missed',
    one.premature > 0 && 'answered in mid-turn',
    one.histories.some(({ byClock }) => byClock !== 0) && `history off by ${one.histories.map(({ byClock }) => byClock).join(', ')} words`,
    one.isIncomplete && 'not to its end',
    one.notices.length > 0 && one.notices.join(' '),
  ].filter((word) => word !== false);
  const said = one.messages.map((text) => `“${text}”`).join(' ');
  return `${String(one.number).padStart(3)} ${one.kind}, ${one.detail}: ${wrong.length === 0 ? 'right' : `*** ${wrong.join('; ')} ***`} ${said}`;
}

const WORDS: Readonly<Record<(typeof REPLY_PARTS)[number], string>> = {
  voiceStopped: 'voice activity',
  wordsFinal: 'words final',
  turnEnded: 'end of turn',
  asked: 'answer begun',
  promptRead: 'prompt read',
  firstToken: 'first token',
  chunkWritten: 'first chunk written',
  chunkSpoken: 'spoken',
  heard: 'heard',
};
const ms = ({ p50, p95, count }: Spread): string => (count === 0 ? 'never' : `${p50} / ${p95} ms (${count})`);
const share = ({ count, of, low, high }: Count): string => (of === 0 ? 'none of none' : `${count} of ${of} (${percent(low)} to ${percent(high)})`);
const percent = (value: number): string => `${(100 * value).toFixed(0)} %`;
