import { existsSync } from 'node:fs';
import { lstat, readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const require = createRequire(import.meta.url);

interface BuilderConfig {
  readonly files: readonly unknown[];
  readonly asarUnpack: readonly string[];
  readonly electronFuses: Readonly<Record<string, boolean>>;
  readonly extraMetadata: { readonly main: string };
  readonly npmRebuild: boolean;
  readonly publish: unknown;
  readonly linux: object;
  readonly win: object;
  readonly mac: { readonly hardenedRuntime: boolean; readonly entitlements: string; readonly extendInfo: Readonly<Record<string, string>> };
}

// electron-builder brings this parser, and reads its configuration with it.
const yaml = require('js-yaml') as { load(text: string): unknown };
const text = await readFile(join(root, 'electron-builder.yml'), 'utf8');
const config = yaml.load(text) as BuilderConfig;
const manifest = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as {
  allowScripts: Record<string, boolean>;
  dependencies: Record<string, string>;
  type: string;
};

/** What electron-builder itself would take of node_modules, by its own matcher. */
async function packedModules(platform: 'linux' | 'win' | 'mac', arch: string): Promise<string[]> {
  const builder = require('app-builder-lib/out/fileMatcher.js') as {
    getNodeModuleFileMatcher(...args: unknown[]): { createFilter(): (file: string, stat: object) => boolean };
  };
  const packager = { config, debugLogger: { isEnabled: false } };
  const expand = (pattern: string) => pattern.replaceAll('${arch}', arch);
  const matcher = builder.getNodeModuleFileMatcher(root, join(root, 'none'), expand, config[platform], packager);
  const takes = matcher.createFilter();
  const taken: string[] = [];
  for (const name of ['onnxruntime-node', 'onnxruntime-common', 'sherpa-onnx-node', 'zod', 'react', 'electron', 'ws']) {
    const entries = await readdir(join(root, 'node_modules', name), { recursive: true });
    for (const entry of entries) {
      const file = `node_modules/${name}/${entry.replaceAll('\\', '/')}`;
      const stat = await lstat(join(root, file));
      // electron-builder asks with the path inside the archive.
      if (stat.isFile() && takes(join(root, file), Object.assign(stat, { moduleFullFilePath: file }))) taken.push(file);
    }
  }
  return taken;
}

/** What the library of Windows loads for its graphics providers. */
const DIRECTX = ['DirectML.dll', 'dxcompiler.dll', 'dxil.dll'];

describe('electron-builder.yml', () => {
  it('sets every fuse, each to the safe side', () => {
    expect(config.electronFuses).toEqual({
      runAsNode: false,
      enableCookieEncryption: true,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      loadBrowserProcessSpecificV8Snapshot: false,
      grantFileProtocolExtraPrivileges: false,
    });
  });

  it('unpacks the native library with everything that lies beside it', () => {
    expect(config.asarUnpack).toEqual([
      'node_modules/onnxruntime-node/bin/**',
      'node_modules/sqlite-vec-*/**',
      'node_modules/sherpa-onnx-{linux,win,darwin}-*/**',
    ]);
    expect(config.npmRebuild).toBe(false);
    expect(config.publish).toBeNull();
    expect(config.mac.hardenedRuntime).toBe(true);
  });

  it('asks macOS for the microphone and the sound of the computer, with a sentence each', async () => {
    expect(Object.keys(config.mac.extendInfo)).toEqual(['NSMicrophoneUsageDescription', 'NSAudioCaptureUsageDescription']);
    const entitlements = await readFile(join(root, config.mac.entitlements), 'utf8');
    expect(entitlements).toContain('<key>com.apple.security.device.audio-input</key>');
    expect(entitlements).not.toContain('device.camera');
  });

  it('never uses the macro that names the building machine', () => {
    const withoutComments = text.replaceAll(/#.*$/gm, '');
    expect(withoutComments).not.toContain('${platform}');
    expect(withoutComments).not.toContain('${os}');
  });

  it.each([
    ['linux', 'x64', 'linux/x64', ['libonnxruntime.so.1', 'onnxruntime_binding.node']],
    ['linux', 'arm64', 'linux/arm64', ['libonnxruntime.so.1', 'onnxruntime_binding.node']],
    ['mac', 'arm64', 'darwin/arm64', ['libonnxruntime.1.dylib', 'onnxruntime_binding.node']],
    ['win', 'x64', 'win32/x64', [...DIRECTX, 'onnxruntime.dll', 'onnxruntime_binding.node']],
  ] as const)('packs for %s %s its own library and its loader only', async (platform, arch, at, names) => {
    const taken = await packedModules(platform, arch);
    const bin = 'node_modules/onnxruntime-node/bin/napi-v6/';
    const binaries = taken.filter((file) => file.startsWith(bin)).toSorted();
    expect(binaries).toEqual(names.map((name) => `${bin}${at}/${name}`));
    const scripts = taken.filter((file) => !file.startsWith(bin));
    expect(scripts).toContain('node_modules/onnxruntime-node/dist/binding.js');
    expect(scripts).toContain('node_modules/onnxruntime-common/dist/cjs/index.js');
    expect(scripts).toContain('node_modules/sherpa-onnx-node/addon.js');
    const loader = /^node_modules\/(onnxruntime-(node|common)\/(package\.json|dist\/.*\.(js|json))|sherpa-onnx-node\/(package\.json|[\w-]+\.js))$/;
    expect(scripts.filter((file) => !loader.test(file))).toEqual([]);
  });
});

describe('the vector extension', () => {
  it.each([
    ['linux', 'x64', 'sqlite-vec-linux-x64/vec0.so'],
    ['linux', 'arm64', 'sqlite-vec-linux-arm64/vec0.so'],
    ['mac', 'arm64', 'sqlite-vec-darwin-arm64/vec0.dylib'],
    ['win', 'x64', 'sqlite-vec-windows-x64/vec0.dll'],
  ] as const)('is packed for %s %s', (platform, arch, path) => {
    const section = text.slice(text.indexOf(`\n${platform}:`));
    const [first] = section.match(/node_modules\/sqlite-vec-\S+/) ?? [];
    expect(first?.replace('${arch}', arch)).toBe(`node_modules/${path}`);
    expect(manifest.dependencies).toHaveProperty('sqlite-vec');
  });
});

describe('the library of speech', () => {
  it.each([
    ['linux', 'x64', 'sherpa-onnx-linux-x64/*.{node,so}'],
    ['linux', 'arm64', 'sherpa-onnx-linux-arm64/*.{node,so}'],
    ['mac', 'arm64', 'sherpa-onnx-darwin-arm64/*.{node,dylib}'],
    ['win', 'x64', 'sherpa-onnx-win-x64/*.{node,dll}'],
  ] as const)('is packed for %s %s, and there is such a package', (platform, arch, pattern) => {
    const section = text.slice(text.indexOf(`\n${platform}:`));
    const [first] = section.match(/node_modules\/sherpa-onnx-\S+/) ?? [];
    expect(first?.replace('${arch}', arch)).toBe(`node_modules/${pattern}`);
    const { optionalDependencies } = require('sherpa-onnx-node/package.json') as { optionalDependencies: object };
    expect(optionalDependencies).toHaveProperty(pattern.slice(0, pattern.indexOf('/')));
  });

  it.runIf(process.platform === 'linux')('finds its own libraries beside itself', async () => {
    const folder = dirname(require.resolve(`sherpa-onnx-linux-${process.arch}/package.json`));
    const names = (await readdir(folder)).filter((name) => /\.(node|so)$/.test(name)).toSorted();
    expect(names).toEqual(['libonnxruntime.so', 'libsherpa-onnx-c-api.so', 'libsherpa-onnx-cxx-api.so', 'sherpa-onnx.node']);
    expect((await readFile(join(folder, 'sherpa-onnx.node'), 'latin1')).includes('$ORIGIN')).toBe(true);
  });
});

describe('the third-party notices', () => {
  it('name everything that is shipped, and what its licence asks for', async () => {
    const notices = await readFile(join(root, 'THIRD-PARTY-NOTICES.md'), 'utf8');
    for (const name of Object.keys(manifest.dependencies)) expect(notices, name).toContain(`| ${name} |`);
    expect(notices).toMatch(/espeak-ng.*GPL-3\.0-or-later/);
    expect(config.files).toContain('THIRD-PARTY-NOTICES.md');
  });
});

describe('the checkout', () => {
  it('keeps app/ from being taken for the application directory', () => {
    expect(existsSync(join(root, 'app/package.json'))).toBe(false);
    expect(manifest.type).toBe('module');
  });

  it('keeps the install script of onnxruntime-node from running, under npm 10 and npm 11', async () => {
    expect(await readFile(join(root, '.npmrc'), 'utf8')).toMatch(/^onnxruntime-node-install=skip$/m);
    expect(manifest.allowScripts['onnxruntime-node']).toBe(false);
  });

  it('imports electron in main/shell and nowhere else', async () => {
    const importing: string[] = [];
    for (const folder of ['app', 'main', 'native-models', 'renderer', 'e2e']) {
      for (const entry of await readdir(join(root, folder), { recursive: true })) {
        if (entry.includes('node_modules') || !/\.(ts|tsx|mjs|cjs|js)$/.test(entry)) continue;
        const source = await readFile(join(root, folder, entry), 'utf8');
        const imports = /(from|import\(|require\(|import)\s*['"]electron(\/\w+)?['"]/;
        if (imports.test(source)) importing.push(`${folder}/${entry}`);
      }
    }
    expect(importing).toContain('main/shell/preload.cjs');
    expect(importing.filter((file) => !file.replaceAll('\\', '/').startsWith('main/shell/'))).toEqual([]);
  });

  it('imports the library of speech in main/speech and nowhere else', async () => {
    const importing: string[] = [];
    for (const folder of ['app', 'main', 'native-models', 'renderer', 'e2e']) {
      for (const entry of await readdir(join(root, folder), { recursive: true })) {
        if (entry.includes('node_modules') || !/\.(ts|tsx|mjs|cjs|js)$/.test(entry)) continue;
        const source = await readFile(join(root, folder, entry), 'utf8');
        if (/(from|import\(|require\(|import)\s*['"]sherpa-onnx[\w-]*['"]/.test(source)) importing.push(`${folder}/${entry}`.replaceAll('\\', '/'));
      }
    }
    expect(importing).toContain('main/speech/loadSherpa.ts');
    expect(importing.filter((file) => !file.startsWith('main/speech/'))).toEqual([]);
  });

  it('imports electron as a value in two files only', async () => {
    const values: string[] = [];
    for (const name of await readdir(import.meta.dirname, { recursive: true })) {
      if (!/\.(ts|cjs)$/.test(name)) continue;
      const source = await readFile(join(import.meta.dirname, name), 'utf8');
      if (/^(import (?!type)[^;]*from|const .* = require\()\s*\(?'electron/m.test(source)) values.push(name);
    }
    expect(values.toSorted()).toEqual(['electronMain.ts', 'preload.cjs']);
  });
});
