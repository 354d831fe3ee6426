/** One kind of thing a person says once and asks for later. `{}` stands for its value. */
export interface RememberedKind {
  readonly statement: string;
  readonly question: string;
  /** spelled as an answer must hold them, in any case */
  readonly values: readonly string[];
}

/** Twenty kinds with ten values each: 200 questions. */
export const rememberedThings: readonly RememberedKind[] = [
  { statement: 'The code of the garage door is {}.', question: 'What is the code of the garage door?', values: ['4417', '9038', '2265', '7810', '5529', '3146', '8874', '1093', '6652', '4901'] },
  { statement: 'My sister lives in {} now.', question: 'In which city does my sister live?', values: ['Lisbon', 'Oslo', 'Dublin', 'Prague', 'Vienna', 'Warsaw', 'Athens', 'Geneva', 'Madrid', 'Helsinki'] },
  { statement: 'Our dog is called {}.', question: 'What is the name of our dog?', values: ['Rufus', 'Bella', 'Pepper', 'Oscar', 'Biscuit', 'Luna', 'Hector', 'Daisy', 'Shadow', 'Molly'] },
  { statement: 'The dentist is on {} at nine.', question: 'On which day is the dentist?', values: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday', 'Tuesday', 'Thursday', 'Monday'] },
  { statement: 'I am allergic to {}.', question: 'What am I allergic to?', values: ['peanuts', 'shellfish', 'penicillin', 'pollen', 'eggs', 'latex', 'soy', 'sesame', 'mustard', 'celery'] },
  { statement: 'My favourite colour is {}.', question: 'Which colour do I like best?', values: ['green', 'blue', 'purple', 'yellow', 'orange', 'red', 'turquoise', 'black', 'white', 'pink'] },
  { statement: 'The meeting is in room {}.', question: 'In which room is the meeting?', values: ['214', '305', '118', '427', '509', '632', '741', '816', '920', '103'] },
  { statement: 'My teacher of piano is Mrs {}.', question: 'Who teaches me the piano?', values: ['Hartley', 'Simmons', 'Novak', 'Okafor', 'Bergman', 'Castillo', 'Dubois', 'Tanaka', 'Fraser', 'Lindqvist'] },
  { statement: 'The train leaves at {}.', question: 'When does the train leave?', values: ['7:42', '8:15', '9:27', '10:36', '11:08', '12:51', '14:19', '15:44', '16:33', '18:05'] },
  { statement: 'I left my keys in the {}.', question: 'Where did I leave my keys?', values: ['kitchen', 'car', 'office', 'garden', 'bathroom', 'attic', 'cellar', 'hallway', 'drawer', 'gym'] },
  { statement: 'My grandfather was born in {}.', question: 'In which year was my grandfather born?', values: ['1921', '1934', '1928', '1919', '1940', '1937', '1925', '1931', '1916', '1943'] },
  { statement: 'The new boat is named {}.', question: 'What is the new boat called?', values: ['Seagull', 'Aurora', 'Wanderer', 'Neptune', 'Mirage', 'Albatross', 'Odyssey', 'Horizon', 'Pelican', 'Tempest'] },
  { statement: 'My daughter studies {} at the university.', question: 'What does my daughter study?', values: ['chemistry', 'law', 'music', 'history', 'medicine', 'physics', 'economics', 'geology', 'biology', 'philosophy'] },
  { statement: 'The rent is {} euros a month.', question: 'How much is the rent?', values: ['850', '920', '1150', '640', '780', '1320', '990', '710', '1080', '560'] },
  { statement: 'We spend the holidays in {}.', question: 'Where do we spend the holidays?', values: ['Iceland', 'Portugal', 'Canada', 'Japan', 'Norway', 'Greece', 'Chile', 'Morocco', 'Ireland', 'Vietnam'] },
  { statement: 'For breakfast I always eat {}.', question: 'What do I always eat for breakfast?', values: ['porridge', 'pancakes', 'yoghurt', 'toast', 'muesli', 'waffles', 'fruit', 'bagels', 'omelette', 'rice'] },
  { statement: 'The project is called {}.', question: 'What is the project called?', values: ['Bluebird', 'Granite', 'Lantern', 'Falcon', 'Compass', 'Maple', 'Juniper', 'Cobalt', 'Meridian', 'Thistle'] },
  { statement: 'My neighbour plays the {}.', question: 'Which instrument does my neighbour play?', values: ['violin', 'trumpet', 'cello', 'flute', 'drums', 'guitar', 'clarinet', 'harp', 'saxophone', 'accordion'] },
  { statement: 'The password of the guest network is {}.', question: 'What is the password of the guest network?', values: ['bluewhale7', 'teapot42', 'redmaple9', 'snowfox3', 'cactus88', 'lemonade5', 'tigerlily2', 'marble61', 'sunset14', 'pebble77'] },
  { statement: 'My uncle works as a {}.', question: 'What is the profession of my uncle?', values: ['carpenter', 'nurse', 'pilot', 'baker', 'plumber', 'librarian', 'fisherman', 'tailor', 'surveyor', 'mechanic'] },
];
