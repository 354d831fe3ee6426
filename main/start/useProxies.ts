import { setGlobalProxyFromEnv } from 'node:http';

const OWN = ['localhost', '127.0.0.1', '::1'];

/** Lets downloads go through the proxy that `HTTP_PROXY` and `HTTPS_PROXY` name, and never what stays on this computer. */
export function useProxies(environment: NodeJS.ProcessEnv): void {
  const { HTTP_PROXY, http_proxy = HTTP_PROXY, HTTPS_PROXY, https_proxy = HTTPS_PROXY, NO_PROXY, no_proxy = NO_PROXY } = environment;
  if (!http_proxy && !https_proxy) return;
  setGlobalProxyFromEnv({
    ...(http_proxy && { http_proxy }),
    ...(https_proxy && { https_proxy }),
    no_proxy: [...(no_proxy ? [no_proxy] : []), ...OWN].join(','),
  });
}
