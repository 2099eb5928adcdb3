// The application menu: on macOS the menu bar, elsewhere hidden behind Alt, and the home of the shortcuts everywhere.

import type { MenuItemConstructorOptions } from 'electron';
import type { TFunction } from 'i18next';

type Role = NonNullable<MenuItemConstructorOptions['role']>;

/** Pure; Electron's own labels would be English only. */
export function menuTemplate(
  t: TFunction,
  quit: () => void,
  platform: string,
): MenuItemConstructorOptions[] {
  const item = (role: Role, label: string): MenuItemConstructorOptions => ({ role, label });
  const line: MenuItemConstructorOptions = { type: 'separator' };
  return [
    {
      label: platform === 'darwin' ? 'Tablewatch' : t('app.menu.file'),
      submenu: [
        item('close', t('app.menu.close')),
        line,
        { label: t('app.tray.quit'), accelerator: 'CommandOrControl+Q', click: quit },
      ],
    },
    {
      label: t('app.menu.edit'),
      submenu: [
        item('undo', t('app.menu.undo')),
        item('redo', t('app.menu.redo')),
        line,
        item('cut', t('app.menu.cut')),
        item('copy', t('app.menu.copy')),
        item('paste', t('app.menu.paste')),
        item('selectAll', t('app.menu.selectAll')),
      ],
    },
    {
      label: t('app.menu.view'),
      submenu: [
        item('zoomIn', t('app.menu.zoomIn')),
        item('zoomOut', t('app.menu.zoomOut')),
        item('resetZoom', t('app.menu.resetZoom')),
        line,
        item('togglefullscreen', t('app.menu.fullScreen')),
      ],
    },
  ];
}
