// Getting about in the window: places, the open change, keys, and the list of views.
import { describe, expect, it } from 'vitest';
import { keyCommand, keySheet } from '../../../renderer/frame/key-command';
import { navigate, start } from '../../../renderer/state/navigation';
import { moved, renamed, withoutView, withView } from '../../../renderer/views/view-list';

describe('navigation', () => {
  it('goes back one step at a time: raw delivery, detail, then nothing', () => {
    const raw = navigate(navigate(start, { kind: 'open', id: 'e1' }), { kind: 'raw' });
    expect(raw).toMatchObject({ opened: 'e1', raw: true });
    const detail = navigate(raw, { kind: 'back' });
    expect(detail).toMatchObject({ opened: 'e1', raw: false });
    expect(navigate(detail, { kind: 'back' })).toMatchObject({ opened: null, place: 'feed' });
  });

  it('shows the feed when a change is opened from anywhere, or a view is chosen', () => {
    const settings = navigate(start, { kind: 'go', place: 'settings' });
    expect(navigate(settings, { kind: 'open', id: 'e1' }).place).toBe('feed');
    expect(navigate(settings, { kind: 'filter', query: 'x' })).toMatchObject({
      place: 'feed',
      query: 'x',
    });
    expect(navigate(settings, { kind: 'back' }).place).toBe('feed');
  });

  it('shows the public address in the settings, and from the rail the settings as a whole', () => {
    const address = navigate(start, { kind: 'address' });
    expect(address).toMatchObject({ place: 'settings', part: 'address' });
    expect(navigate(address, { kind: 'go', place: 'settings' }).part).toBeNull();
  });

  it('has no raw delivery without a change', () => {
    expect(navigate(start, { kind: 'raw' }).raw).toBe(false);
  });
});

describe('the whole record', () => {
  const opened = navigate(start, { kind: 'open', id: 'e2' });
  const whole = navigate(opened, { kind: 'whole' });

  it('is shown and left by one key, also from the raw delivery', () => {
    expect(whole.whole).toBe('after');
    expect(navigate(whole, { kind: 'whole' }).whole).toBeNull();
    const raw = navigate(opened, { kind: 'raw' });
    expect(navigate(raw, { kind: 'whole' })).toMatchObject({ raw: false, whole: 'after' });
    expect(navigate(start, { kind: 'whole' }).whole).toBeNull();
  });

  it('stays from change to change, and before the first one until another is opened', () => {
    const first = navigate(whole, { kind: 'step', to: { id: 'e1', when: 'before' } });
    expect(first).toMatchObject({ opened: 'e1', whole: 'before' });
    expect(navigate(first, { kind: 'open', id: 'e3' })).toMatchObject({ whole: 'after' });
    const change = navigate(opened, { kind: 'step', to: { id: 'e1', when: 'after' } });
    expect(change).toMatchObject({ opened: 'e1', whole: null });
  });
});

describe('keys', () => {
  const plain = { ctrlKey: false, metaKey: false, altKey: false, taken: false };

  it('name commands, but not in a field and not with a modifier', () => {
    expect(keyCommand({ ...plain, key: 'j' })).toBe('next');
    expect(keyCommand({ ...plain, key: 'j', taken: true })).toBeNull();
    expect(keyCommand({ ...plain, key: 'c', ctrlKey: true })).toBeNull();
    expect(keyCommand({ ...plain, key: 'constructor' })).toBeNull();
  });

  it('are all on the sheet', () => {
    for (const [command, [key]] of keySheet) {
      if (key === 'Shift' || key === 'Esc') continue;
      expect(keyCommand({ ...plain, key: key ?? '' })).toBe(command);
    }
  });
});

describe('saved views', () => {
  const views = [
    { id: 'a', name: 'A', query: 'x', unread: 3 },
    { id: 'b', name: 'B', query: 'y', unread: 0 },
  ];

  it('are added, or changed under a name that is there', () => {
    expect(withView(views, 'C', 'z').map(({ name }) => name)).toEqual(['A', 'B', 'C']);
    expect(withView(views, 'B', 'z')).toEqual([
      { id: 'a', name: 'A', query: 'x' },
      { id: 'b', name: 'B', query: 'z' },
    ]);
  });

  it('are renamed, moved and removed', () => {
    expect(renamed(views, 'a', 'Z')[0]).toEqual({ id: 'a', name: 'Z', query: 'x' });
    expect(moved(views, 'b', -1).map(({ id }) => id)).toEqual(['b', 'a']);
    expect(moved(views, 'a', -1).map(({ id }) => id)).toEqual(['a', 'b']);
    expect(withoutView(views, 'a').map(({ id }) => id)).toEqual(['b']);
  });
});
