const list = (words: string): readonly string[] => words.trim().split(/\s*,\s*/);
/** Every first part with every second part, those that are alike in neither coming first. */
const pairs = (first: string, second: string, between = ' '): readonly string[] => {
  const [a, b] = [list(first), list(second)];
  return b.flatMap((_, shift) => a.map((word, i) => `${word}${between}${b[(i + shift) % b.length]}`));
};
const numbers = (from: number, to: number, step: number): readonly string[] =>
  Array.from({ length: Math.floor((to - from) / step) }, (_, i) => String(from + i * step));

const MONTHS = list('January, February, March, April, May, June, July, August, September, October, November, December');
const SURNAME_BEGIN = 'Har, Bren, Ost, Lind, Mar, Fen, Cal, Dor, Wes, Tor, Vin, Gal, Hol, Kes, Pem';
const SURNAME_END = 'wick, nagle, ering, qvist, lowe, doza, bury, mann, shaw, dale';

/** Values by what they are like. A dialogue uses each of them once at most. */
export const valuePools = {
  petName: list(`Rufus, Bella, Pepper, Oscar, Biscuit, Hector, Daisy, Molly, Bruno, Ziggy, Waffles, Nacho, Pickle, Tango,
    Socks, Bandit, Nugget, Rascal, Toffee, Mocha, Dexter, Willow, Ruby, Cosmo, Figaro, Loki, Pixie, Sprocket, Truffle, Barkley`),
  date: MONTHS.flatMap((month) => [3, 6, 8, 11, 14, 17, 19, 22, 24, 27].map((day) => `${day} ${month}`)),
  city: list(`Lisbon, Oslo, Dublin, Prague, Vienna, Warsaw, Athens, Geneva, Madrid, Helsinki, Bergen, Porto, Krakow, Leipzig,
    Toulouse, Bologna, Ghent, Malmo, Seville, Graz, Basel, Turin, Utrecht, Gdansk, Antwerp, Bilbao, Salzburg, Aarhus, Tampere, Nantes`),
  country: list(`Iceland, Portugal, Canada, Japan, Norway, Greece, Chile, Morocco, Ireland, Vietnam, Peru, Kenya, Croatia,
    Estonia, Nepal, Jordan, Cuba, Malta, Tunisia, Bolivia, Laos, Georgia, Cyprus, Albania, Ecuador, Oman, Slovenia, Uruguay`),
  company: pairs('Brightwater, Northgate, Silverline, Redfern, Oakhurst, Bluepeak, Stonebridge, Clearfield', 'Systems, Logistics, Foods, Press, Energy, Textiles'),
  job: list(`carpenter, nurse, pilot, baker, plumber, librarian, fisherman, tailor, surveyor, mechanic, goldsmith, chemist,
    translator, beekeeper, locksmith, optician, roofer, florist, potter, butcher, paramedic, bookbinder, welder, glazier,
    gardener, barber, cartographer, midwife`),
  digits: numbers(2_107, 9_900, 61),
  door: numbers(112, 990, 13),
  food: list(`peanuts, shellfish, eggs, soy, sesame, mustard, celery, lupins, almonds, walnuts, strawberries, kiwis, tomatoes,
    hazelnuts, oysters, mangoes, cashews, gluten, peaches, garlic, chestnuts, pistachios, lentils, pineapple`),
  dish: list(`lasagne, paella, ramen, goulash, moussaka, risotto, ratatouille, pierogi, gumbo, tagine, fondue, biryani,
    schnitzel, gnocchi, jambalaya, bouillabaisse, pad thai, shakshuka, laksa, cassoulet, enchiladas, borscht, dumplings, stroganoff`),
  instrument: list(`violin, trumpet, cello, flute, drums, guitar, clarinet, harp, saxophone, accordion, oboe, bassoon, banjo,
    mandolin, trombone, tuba, ukulele, lute, bagpipes, zither, marimba, harmonica, viola, organ`),
  car: pairs('Volvo, Fiat, Skoda, Renault, Toyota, Mazda, Peugeot, Honda, Subaru, Opel, Seat, Kia', 'estate, van, pickup, cabriolet'),
  partner: pairs('Tobias, Ingrid, Matteo, Chiara, Henrik, Soraya, Pavel, Odile, Ruben, Yasmin, Anton, Greta, Idris, Noemi', 'Vale, Kerr, Bloom, Sands', ' '),
  surname: pairs(SURNAME_BEGIN, SURNAME_END, ''),
  flight: list('KL, LH, BA, AF, SK, TP, IB, LX').flatMap((code) => [417, 583, 926, 1_342, 2_275, 668].map((n) => `${code}${n}`)),
  rent: numbers(515, 1_990, 35),
  time: list('6, 7, 8, 9').flatMap((hour) => [5, 10, 20, 25, 35, 40, 50, 55].map((minute) => `${hour}:${String(minute).padStart(2, '0')}`)),
  gift: list(`binoculars, headphones, slippers, a telescope, a hammock, a chess set, a fountain pen, a teapot, a backpack,
    an umbrella, a wristwatch, a puzzle, a lamp, a necklace, a cookbook, a tent, a drone, a scarf, a skateboard, a microscope,
    a globe, a toaster, a jigsaw, roller skates`),
  boat: pairs('Silver, Crimson, Gentle, Merry, Northern, Emerald', 'Heron, Dolphin, Comet, Petrel, Otter'),
  team: pairs('Ashford, Millbrook, Kingsport, Fairhaven, Eastcliff, Dunmore, Larkhill, Winslow', 'Rovers, United, Wanderers, Athletic'),
  milk: list(`oat milk, cinnamon, honey, cardamom, whipped cream, brown sugar, coconut milk, nutmeg, maple syrup, condensed milk,
    vanilla, almond milk, cocoa powder, ginger, chicory, agave syrup, saccharin, cloves`),
  sport: list(`fencing, archery, judo, rowing, curling, badminton, squash, gymnastics, karate, snooker, lacrosse, diving,
    bouldering, handball, croquet, surfing, wrestling, bowling, triathlon, kayaking, darts, polo, cricket, hurdling`),
  colour: list(`turquoise, crimson red, olive green, lemon yellow, lilac, navy blue, beige, orange, pink, charcoal, mint green,
    burgundy, ivory, magenta, copper, lavender, teal, maroon, coral, indigo, khaki, scarlet`),
  subject: list(`geology, law, philosophy, economics, medicine, archaeology, linguistics, astronomy, botany, dentistry, statistics,
    theology, anthropology, architecture, robotics, journalism, zoology, forestry, oceanography, psychology, Latin, sculpture`),
} as const satisfies Record<string, readonly string[]>;

export type ValuePool = keyof typeof valuePools;
