import { setGlobalProxyFromEnv } from 'node:http';
import { AppError } from '../../app/contract/AppError.ts';

const OWN = ['localhost', '127.0.0.1', '::1'];
const SCHEME = /^[a-z][a-z0-9+.-]*:\/\//i;

/**
 * Lets downloads go through the proxy that `HTTP_PROXY` and `HTTPS_PROXY` name, and never what stays on this computer.
 * A name without `http://` is taken as other programs take it. Throws `bad-request` for what is no address.
 */
export function useProxies(environment: NodeJS.ProcessEnv): void {
  const { HTTP_PROXY, http_proxy = HTTP_PROXY, HTTPS_PROXY, https_proxy = HTTPS_PROXY, NO_PROXY, no_proxy = NO_PROXY } = environment;
  if (!http_proxy && !https_proxy) return;
  try {
    setGlobalProxyFromEnv({
      ...(http_proxy && { http_proxy: withScheme(http_proxy) }),
      ...(https_proxy && { https_proxy: withScheme(https_proxy) }),
      no_proxy: [...(no_proxy ? [no_proxy] : []), ...OWN].join(','),
    });
  } catch (cause) {
    // Not the values: they may hold a password.
    const problem = 'HTTP_PROXY or HTTPS_PROXY is not the address of a proxy; correct it or unset it, then start again.';
    throw new AppError('bad-request', problem, {}, { cause });
  }
}

const withScheme = (address: string): string => (SCHEME.test(address) ? address : `http://${address}`);
