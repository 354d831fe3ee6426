import { AppError } from '../../../app/contract/AppError.ts';
import type { Connection } from '../../connection/createConnection.ts';
import type { Chat } from '../createChat.ts';

/** What a person can do about the model. A refusal becomes the chat's `problem`; everything else is told by the status. */
export interface ModelActions {
  /** The default model, or the file or folder named here. Resolves to what is wrong with it, if it was refused. */
  install(file: string | null): Promise<string | null>;
  cancel(): Promise<void>;
  /** After a failure: gets and starts the same model again. */
  retry(): Promise<void>;
}

export function modelActions(connection: Connection, chat: Chat): ModelActions {
  const attempt = async (action: () => Promise<unknown>): Promise<void> => {
    try {
      await action();
    } catch (error) {
      chat.store.setState({ problem: AppError.fromValue(AppError.toValue(error)) });
    }
  };
  const service = () => connection.services().models;
  return {
    async install(file) {
      try {
        await service().install({ file });
        return null;
      } catch (error) {
        return AppError.toValue(error).message;
      }
    },
    cancel: () => attempt(() => service().cancel({})),
    retry: () => attempt(() => service().restart({})),
  };
}
