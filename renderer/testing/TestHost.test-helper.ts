import { AppError } from '../../app/contract/AppError.ts';
import type { Channel } from '../../app/contract/Channel.ts';
import { Mailbox } from '../../app/contract/Mailbox.ts';
import { memoryChannelPair } from '../../app/contract/memoryChannelPair.ts';
import { serveService } from '../../app/contract/serveService.ts';
import { captionsService } from '../../app/contract/services/captions.ts';
import { chatService, type ChatEvent } from '../../app/contract/services/chat.ts';
import { conversationsService, type SearchHit } from '../../app/contract/services/conversations.ts';
import { hostService } from '../../app/contract/services/host.ts';
import { memoryService } from '../../app/contract/services/memory.ts';
import { modelsService } from '../../app/contract/services/models.ts';
import { settingsService } from '../../app/contract/services/settings.ts';
import { speechModelsService } from '../../app/contract/services/speechModels.ts';
import { voiceService } from '../../app/contract/services/voice.ts';
import type { Handlers } from '../../app/contract/Service.ts';
import type { Conversation } from '../../app/conversation/Conversation.ts';
import type { QueuedMessage } from '../../app/conversation/QueuedMessage.ts';
import type { Turn } from '../../app/conversation/Turn.ts';
import type { ModelStatus } from '../../app/models/ModelStatus.ts';
import { Settings } from '../../app/settings/Settings.ts';
import { TestCaptions } from './TestCaptions.test-helper.ts';
import { TestMemory } from './TestMemory.test-helper.ts';
import { TestSpeechModels } from './TestSpeechModels.test-helper.ts';
import { TestVoice } from './TestVoice.test-helper.ts';

/**
 * A small host in memory that keeps conversations without branches and answers when a test says so. Every service is
 * the contract's own, over real channels, so what the window sends and gets is checked as in the product.
 */
export class TestHost {
  conversations: Conversation[] = [];
  turns = new Map<string, Turn[]>();
  queue: QueuedMessage[] = [];
  settings: Settings = Settings.parse({ welcomed: true });
  status: ModelStatus = readyModel();
  hits: SearchHit[] = [];
  notices: string[] = [];
  readonly captions = new TestCaptions(() => this.changed());
  readonly speechModels = new TestSpeechModels(() => this.changed());
  readonly voice = new TestVoice(() => this.changed());
  readonly memory = new TestMemory(this.turns, () => this.changed());
  /** the names of the calls that came, with their parameters */
  readonly calls: [string, unknown][] = [];
  /** calls of these names are refused with this error */
  readonly refusals = new Map<string, AppError>();
  #now = 1_700_000_000_000;
  #ids = 0;
  #watchers = new Set<{ push: () => void }>();
  #chatWatchers = new Set<{ conversationId: string; events: Mailbox<ChatEvent> }>();
  #open: Channel | null = null;

  /** One more window connects. */
  connect(): Promise<Channel> {
    const [window, host] = memoryChannelPair();
    this.#open = host;
    this.serve(host);
    return Promise.resolve(window);
  }

  /** Answers on a channel. */
  serve(host: Channel): void {
    serveService(host, captionsService, this.#recorded(this.captions.handlers((read, signal) => this.#states(read, signal))));
    serveService(host, conversationsService, this.#recorded(this.#conversationHandlers()));
    serveService(host, chatService, this.#recorded(this.#chatHandlers()));
    serveService(host, settingsService, this.#recorded(this.#settingsHandlers()));
    serveService(host, modelsService, this.#recorded(this.#modelHandlers()));
    serveService(host, memoryService, this.#recorded(this.memory.handlers((read, signal) => this.#states(read, signal))));
    serveService(host, voiceService, this.#recorded(this.voice.handlers((read, signal) => this.#states(read, signal))));
    serveService(host, speechModelsService, this.#recorded(this.speechModels.handlers((read, signal) => this.#states(read, signal))));
    serveService(host, hostService, {
      info: () => ({ kind: 'web' as const, version: '1.2.3', platform: 'linux', home: '/home/me/headwater', notices: this.notices }),
      openExternal: () => ({ opened: true }),
    });
  }

  /** The connection breaks. */
  drop(): void {
    this.#open?.close();
  }

  addConversation(title: string, texts: readonly string[] = [], temporary = false): Conversation {
    const id = `c${++this.#ids}`;
    const blank = { pinned: false, turnCount: 0, draft: '', retention: null };
    const conversation: Conversation = { ...blank, id, title, createdAt: this.#tick(), updatedAt: Date.now(), temporary };
    this.conversations.push(conversation);
    this.turns.set(id, []);
    texts.forEach((text, index) => this.addTurn(id, index % 2 === 0 ? 'user' : 'assistant', text));
    this.changed();
    return conversation;
  }

  addTurn(conversationId: string, role: Turn['role'], text: string, changes: Partial<Turn> = {}): Turn {
    const turns = this.turns.get(conversationId) ?? [];
    const turn: Turn = {
      id: `t${++this.#ids}`,
      conversationId,
      parentId: turns.at(-1)?.id ?? null,
      role,
      text,
      state: 'complete',
      source: 'chat',
      createdAt: this.#tick(),
      edited: false,
      model: role === 'assistant' ? 'Test model' : null,
      stats: null,
      problem: null,
      siblings: { index: 0, count: 1, previousId: null, nextId: null },
      mediaTime: null,
      pinned: false,
      forgotten: false,
      hasEvidence: false,
      ...changes,
    };
    turns.push(turn);
    this.tell(conversationId, { kind: 'turn', turn });
    return turn;
  }

  /** Writes more of an answer. */
  write(turn: Turn, text: string): void {
    this.tell(turn.conversationId, { kind: 'text', turnId: turn.id, at: turn.text.length, text });
    turn.text += text;
  }

  /** Ends an answer. */
  end(turn: Turn, changes: Partial<Turn> = { state: 'complete' }): void {
    Object.assign(turn, changes);
    this.tell(turn.conversationId, { kind: 'turn', turn: { ...turn } });
    this.tell(turn.conversationId, { kind: 'activity', activity: { kind: 'idle' } });
  }

  tell(conversationId: string, event: ChatEvent): void {
    for (const watcher of this.#chatWatchers) if (watcher.conversationId === conversationId) watcher.events.push(event);
  }

  /** Tells every watcher of lists, settings and models that something changed. */
  changed(): void {
    for (const watcher of this.#watchers) watcher.push();
  }

  #tick(): number {
    return (this.#now += 1_000);
  }

  async *#states<T>(read: () => T, signal: AbortSignal): AsyncIterable<T> {
    const states = new Mailbox<T>((_, next) => next);
    const watcher = { push: () => states.push(read()) };
    this.#watchers.add(watcher);
    signal.addEventListener('abort', () => states.end(), { once: true });
    watcher.push();
    yield* states;
    this.#watchers.delete(watcher);
  }

  #recorded<H extends object>(handlers: H): H {
    const wrap = ([name, handler]: [string, (params: unknown, signal: AbortSignal) => unknown]) => [
      name,
      (params: unknown, signal: AbortSignal) => {
        this.calls.push([name, params]);
        const refusal = this.refusals.get(name);
        if (refusal) throw refusal;
        return handler(params, signal);
      },
    ];
    return Object.fromEntries(Object.entries(handlers).map(wrap)) as H;
  }

  #find(id: string): Conversation {
    const found = this.conversations.find((conversation) => conversation.id === id);
    if (!found) throw new AppError('not-found', 'That conversation is not there any more.');
    return found;
  }

  #conversationHandlers(): Handlers<typeof conversationsService> {
    const removed = new Map<string, Conversation>();
    const change = (action: () => void) => {
      action();
      this.changed();
      return {};
    };
    return {
      create: ({ temporary }) => this.addConversation('', [], temporary),
      rename: ({ id, title }) => change(() => Object.assign(this.#find(id), { title })),
      pin: ({ id, pinned }) => change(() => Object.assign(this.#find(id), { pinned })),
      setRetention: ({ id, retention }) => change(() => Object.assign(this.#find(id), { retention })),
      saveDraft: ({ id, draft }) => Object.assign(this.#find(id), { draft }) && {},
      remove: ({ id }) =>
        change(() => {
          removed.set(id, this.#find(id));
          this.conversations = this.conversations.filter((conversation) => conversation.id !== id);
        }),
      restore: ({ id }) =>
        change(() => {
          const conversation = removed.get(id);
          if (conversation) this.conversations.push(conversation);
        }),
      page: ({ id, limit, at }) => {
        const turns = this.turns.get(id) ?? [];
        if (at === 'start') return { turns: turns.slice(0, limit).map((turn) => ({ ...turn })), earlier: 0, later: Math.max(0, turns.length - limit) };
        const index = at ? turns.findIndex((turn) => turn.id === at.turnId) : turns.length;
        if (index < 0) throw new AppError('not-found', 'That message is not there any more.');
        const first = { before: index - limit, after: index + 1, around: index - Math.floor(limit / 2) };
        const start = Math.max(0, at ? first[at.side] : turns.length - limit);
        const end = at?.side === 'before' ? index : Math.min(turns.length, start + limit);
        return { turns: turns.slice(start, end).map((turn) => ({ ...turn })), earlier: start, later: turns.length - end };
      },
      search: () => ({ hits: this.hits }),
      reveal: () => ({}),
      export: () => ({ fileName: 'export.json', text: '{}' }),
      import: ({ fileName }) => ({ ids: [this.addConversation(fileName).id] }),
      watch: (_, signal) => this.#states(() => ({ conversations: this.conversations.map((one) => ({ ...one })) }), signal),
    };
  }

  #chatHandlers(): Handlers<typeof chatService> {
    const answering = (id: string) => this.turns.get(id)?.findLast(({ state }) => state === 'answering') ?? null;
    return {
      send: ({ conversationId, text }) => {
        const queued = answering(conversationId) !== null;
        if (queued) {
          this.queue.push({ id: `q${++this.#ids}`, conversationId, text });
          this.tell(conversationId, { kind: 'queue', queue: [...this.queue] });
        } else {
          this.addTurn(conversationId, 'user', text);
          this.addTurn(conversationId, 'assistant', '', { state: 'answering' });
          this.tell(conversationId, { kind: 'activity', activity: { kind: 'answering' } });
        }
        return { queued };
      },
      stop: ({ conversationId }) => {
        const turn = answering(conversationId);
        if (turn) this.end(turn, { state: 'stopped' });
        return {};
      },
      continue: () => ({}),
      regenerate: () => ({}),
      edit: () => ({}),
      select: () => ({}),
      editQueued: () => ({}),
      removeQueued: () => ({}),
      sendQueuedNow: () => ({}),
      watch: ({ conversationId }, signal) => {
        const events = new Mailbox<ChatEvent>();
        const watcher = { conversationId, events };
        this.#chatWatchers.add(watcher);
        signal.addEventListener('abort', () => (this.#chatWatchers.delete(watcher), events.end()), { once: true });
        const turn = answering(conversationId);
        const activity = { kind: turn ? ('answering' as const) : ('idle' as const) };
        events.push({ kind: 'opened', activity, queue: [...this.queue], usage: null, answering: turn && { ...turn } });
        return events;
      },
    };
  }

  #settingsHandlers(): Handlers<typeof settingsService> {
    return {
      set: (patch) => {
        this.settings = Settings.parse({ ...this.settings, ...patch });
        this.changed();
        return this.settings;
      },
      watch: (_, signal) => this.#states(() => this.settings, signal),
    };
  }

  #modelHandlers(): Handlers<typeof modelsService> {
    return {
      install: () => ({}),
      cancel: () => ({}),
      restart: () => ({}),
      watch: (_, signal) => this.#states(() => this.status, signal),
    };
  }
}

function readyModel(): ModelStatus {
  return {
    model: { id: 'test', name: 'Test model', about: 'For tests.', licence: 'MIT', downloadBytes: 98_000_000 },
    phase: 'ready',
    progress: null,
    source: null,
    notes: [],
    error: null,
    engine: { provider: 'cpu', threads: 2, loadSeconds: 1.2, residentBytes: 312_000_000, contextSlots: 2_048 },
  };
}
