// Which Debian package brings which library or program, by the names of Debian 12.

/**
 * Libraries that Electron is linked against, and those it opens while it runs, which `ldd` does not show: libnotify for
 * notifications, libsecret for the keychain.
 * @type {Readonly<Record<string, string>>}
 */
export const packageOfLibrary = {
  'libX11.so.6': 'libx11-6',
  'libXcomposite.so.1': 'libxcomposite1',
  'libXdamage.so.1': 'libxdamage1',
  'libXext.so.6': 'libxext6',
  'libXfixes.so.3': 'libxfixes3',
  'libXrandr.so.2': 'libxrandr2',
  'libasound.so.2': 'libasound2',
  'libatk-1.0.so.0': 'libatk1.0-0',
  'libatk-bridge-2.0.so.0': 'libatk-bridge2.0-0',
  'libatspi.so.0': 'libatspi2.0-0',
  'libcairo.so.2': 'libcairo2',
  'libcups.so.2': 'libcups2',
  'libdbus-1.so.3': 'libdbus-1-3',
  'libdrm.so.2': 'libdrm2',
  'libexpat.so.1': 'libexpat1',
  'libgbm.so.1': 'libgbm1',
  'libgio-2.0.so.0': 'libglib2.0-0',
  'libglib-2.0.so.0': 'libglib2.0-0',
  'libgobject-2.0.so.0': 'libglib2.0-0',
  'libgtk-3.so.0': 'libgtk-3-0',
  'libnotify.so.4': 'libnotify4',
  'libnspr4.so': 'libnspr4',
  'libnss3.so': 'libnss3',
  'libnssutil3.so': 'libnss3',
  'libpango-1.0.so.0': 'libpango-1.0-0',
  'libsecret-1.so.0': 'libsecret-1-0',
  'libsmime3.so': 'libnss3',
  'libudev.so.1': 'libudev1',
  'libxcb.so.1': 'libxcb1',
  'libxkbcommon.so.0': 'libxkbcommon0',
};

/**
 * None of them starts a service when it is installed: a developer's machine gets no open door from tests.
 * @type {Readonly<Record<string, string>>}
 */
export const packageOfProgram = {
  Xvfb: 'xvfb',
  'dbus-daemon': 'dbus-daemon',
  'gnome-keyring-daemon': 'gnome-keyring',
  unzip: 'unzip',
  'g++': 'g++',
  ip: 'iproute2',
  make: 'make',
  python3: 'python3',
};

/** What npm needs to compile a package's native part. */
export const compiler = ['g++', 'make', 'python3'];

/** Chinese text and emoji in the screenshots and measurements of the tests. */
export const testFonts = ['fonts-noto-cjk', 'fonts-noto-color-emoji'];
