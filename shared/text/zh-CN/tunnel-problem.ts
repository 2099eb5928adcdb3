// What can go wrong on the way from the public address to this machine, and what to do next.
import type { tunnelProblem as english } from '../en/tunnel-problem';
import type { SameKeys } from '../same-keys';

export const tunnelProblem: SameKeys<typeof english> = {
  // asked through the public address
  'tunnel-name-unknown':
    '本机的 DNS 找不到 {{host}}，因此无法从这里检查公网地址；各服务可能仍能访问。请检查拼写，或等待新域名生效。',
  'tunnel-unreachable':
    '{{host}} 没有响应本机（{{reason}}）。请检查本机是否联网，以及该地址后面的程序是否在运行。有些路由器后面的地址只能从外部访问；收到第一次推送即可证明它可用。',
  'tunnel-proxy-fails':
    '{{host}} 返回 {{status}}：其 Web 服务器在运行，但连不到 Tablewatch。请检查它的转发目标。',
  'tunnel-stranger':
    '{{host}} 返回 {{status}}，但应答者不是 Tablewatch：该地址指向别处，或其 Web 服务器改动了路径或 Host 头。请原样转发全部请求。',
  'receiver-port-moved':
    '接收器的端口 {{port}} 已被其他程序占用，在其释放之前 Tablewatch 使用 {{now}}。转发到 {{port}} 的程序（例如你的反向代理）无法到达：请结束占用端口的程序，或在设置和代理中换一个端口。',
  // ngrok: token
  'ngrok-token-missing':
    '尚未填写 ngrok authtoken。请从 dashboard.ngrok.com（Your Authtoken）复制并填写。',
  'ngrok-token-malformed':
    '填写的内容不像 ngrok authtoken（ERR_NGROK_105）。请重新完整复制；API key 不是 authtoken。',
  'ngrok-token-wrong':
    'ngrok 不认识这个 authtoken（ERR_NGROK_107）。请从 dashboard.ngrok.com 重新复制并填写。',
  'ngrok-token-revoked':
    '这个 ngrok authtoken 已被吊销（ERR_NGROK_300）。请在 dashboard.ngrok.com 新建一个并填写。',
  'ngrok-session-limit':
    '你的 ngrok 账号在别处的连接数已达套餐上限（ERR_NGROK_108）。请在 dashboard.ngrok.com 结束其他 agent，之后 Tablewatch 会自动连接。',
  'ngrok-version-old': 'ngrok 不再接受 Tablewatch 自带的版本（ERR_NGROK_120）。请更新 Tablewatch。',
  // ngrok: domain
  'ngrok-domain-busy':
    '该域名正被另一个 ngrok agent 使用（ERR_NGROK_334）。请结束它，之后 Tablewatch 会自动连接。',
  'ngrok-domain-foreign':
    '该域名属于另一个 ngrok 账号（ERR_NGROK_320）。请选择自己的域名，见 dashboard.ngrok.com（Domains）。',
  'ngrok-domain-unreserved':
    '该域名未在你的 ngrok 账号中保留（ERR_NGROK_319）。请在 dashboard.ngrok.com（Domains）保留它，或换一个已保留的域名。',
  // ngrok: told by its edge
  'ngrok-endpoint-offline': 'ngrok 还看不到本机（ERR_NGROK_3200）。Tablewatch 会重新连接。',
  'ngrok-edge-lost-agent': 'ngrok 连不到本机（ERR_NGROK_3004）。Tablewatch 会重新连接。',
  'ngrok-agent-lost-receiver':
    'ngrok 能连到本机，但连不到 Tablewatch 的接收器（ERR_NGROK_8012）。Tablewatch 会重新连接；若持续如此，请重启应用。',
  'ngrok-quota-rate':
    '请求过于集中，ngrok 拒绝了一部分（ERR_NGROK_702）。恢复之前可能漏掉变更；更高的套餐额度更大。',
  'ngrok-quota-month':
    '你的 ngrok 套餐本月请求数已用完（ERR_NGROK_727），变更无法送达。请查看 dashboard.ngrok.com（Usage），更换套餐，或改用其他公网地址。',
  'ngrok-quota-data':
    '你的 ngrok 套餐本月传出流量已用完（ERR_NGROK_725），变更无法送达。请查看 dashboard.ngrok.com（Usage），更换套餐，或改用其他公网地址。',
  'ngrok-quota-connections':
    '你的 ngrok 套餐本月连接数已用完（ERR_NGROK_726），变更无法送达。请查看 dashboard.ngrok.com（Usage），更换套餐，或改用其他公网地址。',
  'ngrok-quota-minute':
    '一分钟内的请求数超过了你的 ngrok 套餐上限（ERR_NGROK_734）。恢复之前可能漏掉变更；更高的套餐额度更大。',
  'ngrok-browser-page':
    'ngrok 返回了给浏览器看的页面（ERR_NGROK_6024），没有转发请求。请在 dashboard.ngrok.com 删除改写请求的规则。',
  // ngrok: what is left of the month, as counted here
  'ngrok-requests-short':
    '你的 ngrok 套餐每月 {{limit, number}} 次请求已用 {{percent}}%；按当前速度将在{{at, datetime(month: long; day: numeric; timeZone: UTC)}}用完，之后变更无法送达。请在 dashboard.ngrok.com 更换更高的套餐，或改用其他公网地址。',
  'ngrok-requests-spent':
    '按本机统计，你的 ngrok 套餐每月 {{limit, number}} 次请求已全部用完，ngrok 在{{until, datetime(month: long; day: numeric; timeZone: UTC)}}之前可能拒收变更。请与 dashboard.ngrok.com（Usage）核对，更换更高的套餐，或改用其他公网地址。',
  'ngrok-data-short':
    '你的 ngrok 套餐每月 {{limit, number}} MB 传出流量已用 {{percent}}%；按当前速度将在{{at, datetime(month: long; day: numeric; timeZone: UTC)}}用完，之后变更无法送达。请在 dashboard.ngrok.com 更换更高的套餐，或改用其他公网地址。',
  'ngrok-data-spent':
    '按本机统计，你的 ngrok 套餐每月 {{limit, number}} MB 传出流量已全部用完，ngrok 在{{until, datetime(month: long; day: numeric; timeZone: UTC)}}之前可能拒收变更。请与 dashboard.ngrok.com（Usage）核对，更换更高的套餐，或改用其他公网地址。',
  // ngrok: connection
  'ngrok-no-network':
    '无法连接 ngrok。请检查网络；若所有流量都必须经过代理，ngrok 无法连接，请改用 SSH 或自己的地址。',
  'ngrok-tls-refused':
    '到 ngrok 的连接不受信任：途中有设备解开了加密，公司网络常这样做。请为 ngrok 选择“本机的证书”，或填写公司网络的证书文件。',
  'ngrok-no-answer': 'ngrok 接受了连接，但 15 秒内没有应答。Tablewatch 会重试。',
  'ngrok-link-lost': '与 ngrok 的连接已断开。Tablewatch 会重新连接。',
  'ngrok-stopped-there': '隧道已在 ngrok 控制台被停止。需要时请在这里重新开启公网地址。',
  'ngrok-setting-refused': 'ngrok 程序不接受某项设置（{{text}}）。请检查服务器地址和证书文件。',
  'ngrok-helper-failed':
    'ngrok 的辅助程序意外退出。Tablewatch 会重新启动它；若持续如此，请重新安装应用（Windows 上还需 Microsoft Visual C++ Redistributable）。',
  'ngrok-helper-hung': 'ngrok 辅助程序不再响应，已被结束。Tablewatch 会重新启动它。',
  'ngrok-ca-unreadable':
    '无法读取证书文件 {{path}}（{{reason}}）。请检查路径，或为 ngrok 选择其他证书。',
  'ngrok-other': 'ngrok 拒绝（{{code}}）：{{text}}。请在 ngrok.com/docs/errors 查询该代码。',
};
