// A simulated Kdocs to try the app with, without an account: prints where it is, and edits its document now and then.
import { createKdocsService } from './service';

const port = Number(process.argv[2] ?? 0);
const pauseMs = 5000;

const service = await createKdocsService({ port });
const document = service.document();
const { accessToken } = service.issueToken();
process.stdout.write(
  `API base      ${service.url}\nfile token    ${document.fileToken}\naccess token  ${accessToken}\n`,
);

const states = ['已报名', '已缴费', '已取消'];
let turn = 0;
const timer = setInterval(() => {
  turn += 1;
  const [first = ''] = document.sheets.get(1)?.records.keys() ?? [];
  if (turn % 3 === 0) document.addRecords(1, [{ 姓名: `Guest ${turn}`, 人数: turn % 5 }]);
  else document.updateRecords(1, [{ id: first, fields: { 状态: states[turn % states.length] } }]);
}, pauseMs);

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    clearInterval(timer);
    void service.close();
  });
}
