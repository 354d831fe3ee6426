/** What was said and what was answered. */
export interface Exchange {
  readonly user: string;
  readonly assistant: string;
}

const words = (text: string): readonly string[] => text.trim().split(/\s*,\s*/);

const TOPICS = words(`rivers, bread, lighthouses, maps, clocks, salt, winter birds, canals, cheese, wool, the moon, harbours,
  apple trees, libraries, glaciers, bicycles, mushrooms, windmills, candles, volcanoes, paper, glass, railways, tea, bridges,
  whales, kites, castles, soap, mirrors, deserts, owls, beavers, magnets, rainbows, fossils, silk, compasses, tides, comets,
  waterfalls, hedgehogs, postage stamps, crystals, caves, rice fields, thunderstorms, origami, sundials, coral reefs`);
const SIDES = words(`their history, their shape, their use in daily life, the legends about them, the people who care for them,
  how they were discovered, why children like them, what scientists say, the way they sound, how they change over the years,
  what painters saw in them, how they are protected`);
const ASKED = [
  'Tell me something about {t}.',
  'What is worth knowing about {t}?',
  'Why do people find {t} interesting?',
  'I have been thinking about {t} lately. What about {s}?',
  'Could you explain {t} to a beginner, and {s}?',
  'Do you think {t} will still matter in a hundred years?',
  'I read an article on {t} on the way here. It dealt with {s}.',
  'We talked about {t} over lunch, and above all about {s}. What is your view?',
];
const SAID = [
  'People have looked at {t} for a very long time, and {s} comes up again and again.',
  'With {t}, the most remarkable part is {s}.',
  'There are whole books about {t}.',
  'Much of what is told about {t} is only half true, which is why {s} deserves a closer look.',
  'It helps to begin with small examples and to go on from there.',
  'Experts do not agree about {t}, least of all when it comes to {s}.',
  'A good museum shows {t} better than any description can.',
  'That is a fine question.',
];

/** Talk in passing about one of fifty subjects: a question or a remark, and an answer of one to four sentences. */
export function smallTalk(random: () => number): Exchange {
  const pick = (list: readonly string[]): string => list[Math.floor(random() * list.length)]!;
  const topic = pick(TOPICS);
  const fill = (text: string): string => text.replace('{t}', topic).replace('{s}', pick(SIDES));
  const assistant = Array.from({ length: 1 + Math.floor(random() * 4) }, () => fill(pick(SAID)));
  return { user: fill(pick(ASKED)), assistant: [...new Set(assistant)].join(' ') };
}
