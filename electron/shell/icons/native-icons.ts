// Turns the drawings into Electron's images.
import { type NativeImage, nativeImage } from 'electron';
import type { TrayLook } from '../tray-view';
import { drawAppIcon } from './app-icon';
import { encodePng } from './png';
import { drawTrayIcon, neutralInk, templateInk } from './tray-icon';

export function appIcon(): NativeImage {
  return nativeImage.createFromBuffer(encodePng(drawAppIcon(128)));
}

/** @param platform as `process.platform` names it */
export function trayIcons(platform: string): Readonly<Record<TrayLook, NativeImage>> {
  const mac = platform === 'darwin';
  // Linux panels ask for 22 px; macOS and Windows for 16, doubled on dense screens.
  const size = platform === 'linux' ? 22 : 16;
  const icon = (look: TrayLook) => {
    const image = nativeImage.createEmpty();
    for (const scaleFactor of [1, 2]) {
      const bitmap = drawTrayIcon(look, size * scaleFactor, mac ? templateInk : neutralInk);
      image.addRepresentation({ scaleFactor, buffer: encodePng(bitmap) });
    }
    image.setTemplateImage(mac);
    return image;
  };
  return {
    idle: icon('idle'),
    new: icon('new'),
    paused: icon('paused'),
    attention: icon('attention'),
    offline: icon('offline'),
  };
}
