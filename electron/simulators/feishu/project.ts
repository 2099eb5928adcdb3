// The demo's Feishu base: a task table of a small team, and now and then a change of a field itself.
import type { LabelFact } from '#shared/label';
import type { Chance } from '../chance';

export const appId = 'cli_9f5343c580712544';
const baseToken = 'bascnItn6oHUSEL8RDUdF6demo';
const tableId = 'tblOaqBWfGe4demo';

const people = [
  ['ou_9bc587355789fc049904ae7c736a1bce', '张伟'],
  ['ou_84aad35d084aa403a838cf73ee18467e', 'Aiko Sato'],
  ['ou_3ed6aa67826108097d9ee143816345fa', '王芳'],
] as const;

const options = [
  { id: 'optTodo001', name: '未开始', color: 0 },
  { id: 'optDoing02', name: '进行中', color: 5 },
  { id: 'optDone003', name: '已完成', color: 12 },
] as const;

const fields = [
  { id: 'fldTitle01', name: '任务', type: 1, property: null, primary: true },
  { id: 'fldState02', name: '进度', type: 3, property: { options } },
  { id: 'fldHours03', name: '工时', type: 2, property: { formatter: '0.0' } },
  { id: 'fldWho0004', name: '负责人', type: 11, property: { multiple: false } },
] as const;

export const projectLabels: readonly LabelFact[] = [
  { kind: 'base', id: baseToken, name: '项目管理' },
  { kind: 'table', id: tableId, name: '任务' },
  ...people.map(([id, name]): LabelFact => ({ kind: 'person', id, name })),
  ...fields.map(
    ({ id, ...label }): LabelFact => ({ kind: 'field', tableId, id, label: { ...label } }),
  ),
];

interface Task {
  readonly recordId: string;
  readonly title: string;
  state: number;
  hours: number;
  owner: number;
}

const titles = ['首页改版', '支付对账', '發票格式調整', '用户访谈 #12', '迁移到新服务器'] as const;

const firstRevision = 40;

/** @returns a story whose every step is the type and body of one event */
export function createProject(chance: Chance) {
  const tasks: Task[] = titles.map((title, index) => ({
    recordId: `rec${chance.id(10)}`,
    title,
    state: 0,
    hours: 4 + index,
    owner: index % people.length,
  }));
  let revision = firstRevision;
  let stateName = '进度';

  const text = (value: string) => JSON.stringify([{ type: 'text', text: value }]);
  const titleOf = (task: Task) => ({ field_id: 'fldTitle01', field_value: text(task.title) });

  function person(index: number) {
    const [openId, name] = people[index] ?? people[0];
    return {
      field_id: 'fldWho0004',
      field_value: JSON.stringify({ users: [{ userId: '7524554713046745089', name, enName: '' }] }),
      field_identity_value: {
        users: [{ user_id: { open_id: openId }, name, en_name: '', avatar_url: '' }],
      },
    };
  }

  function edit(task: Task) {
    const before: unknown[] = [];
    const after: unknown[] = [];
    const turn = chance.between(1, 3);
    if (turn === 1) {
      const next = (task.state + 1) % options.length;
      before.push({ field_id: 'fldState02', field_value: options[task.state]?.id ?? '' });
      after.push({ field_id: 'fldState02', field_value: options[next]?.id ?? '' });
      task.state = next;
    } else if (turn === 2) {
      const hours = task.hours + chance.between(1, 6) / 2;
      before.push({ field_id: 'fldHours03', field_value: String(task.hours) });
      after.push({ field_id: 'fldHours03', field_value: String(hours) });
      task.hours = hours;
    } else {
      const owner = (task.owner + 1) % people.length;
      before.push(person(task.owner));
      after.push(person(owner));
      task.owner = owner;
    }
    return {
      action: 'record_edited',
      record_id: task.recordId,
      before_value: before,
      after_value: after,
    };
  }

  const add = (task: Task) => ({
    action: 'record_added',
    record_id: task.recordId,
    after_value: [
      titleOf(task),
      { field_id: 'fldHours03', field_value: String(task.hours) },
      person(task.owner),
    ],
  });

  function renameField() {
    const next = stateName === '进度' ? '状态' : '进度';
    const field = (name: string) => ({
      id: 'fldState02',
      name,
      type: 3,
      description: '',
      property: { options },
    });
    const action = {
      action: 'field_edited',
      field_id: 'fldState02',
      before_value: field(stateName),
      after_value: field(next),
    };
    stateName = next;
    return action;
  }

  return {
    step(now: number) {
      revision += 1;
      const task = tasks[chance.between(0, tasks.length - 1)];
      const first = revision === firstRevision + 1;
      const schema = !first && (chance.between(1, 12) === 1 || !task);
      return {
        type: schema
          ? 'drive.file.bitable_field_changed_v1'
          : 'drive.file.bitable_record_changed_v1',
        event: {
          file_type: 'bitable',
          file_token: baseToken,
          table_id: tableId,
          revision,
          operator_id: { open_id: chance.pick(people)[0], union_id: '', user_id: '' },
          action_list: first ? tasks.map(add) : [schema || !task ? renameField() : edit(task)],
          subscriber_id_list: [{ open_id: people[0][0], union_id: '', user_id: '' }],
          update_time: Math.floor(now / 1000),
        },
      };
    },
  };
}
