// What can go wrong, and what to do next. Blanks are `{{name}}`.

import type { problem as english } from '../en/problem';
import type { SameKeys } from '../same-keys';
import { tunnelProblem } from './tunnel-problem';

export const problem: SameKeys<typeof english> = {
  ...tunnelProblem,
  // receiver and intake
  'receiver-port': '端口 {{port}} 已被其他程序占用。请换一个端口，或留空以自动选用空闲端口。',
  'receiver-failed': '接收器无法启动：{{reason}}。请重新启动应用。',
  'store-full': '磁盘已满，无法保存新的变更；已请各服务稍后重试。请释放一些空间。',
  'store-failed': '变更无法保存：{{reason}}。请检查数据文件夹。',
  // data folder
  'data-unwritable': '数据文件夹 {{path}} 无法写入（{{reason}}）。请换一个文件夹，或修正其权限。',
  'data-in-use':
    '数据文件夹 {{path}} 正被另一个 Tablewatch（进程 {{pid}}）使用。请使用那一个，或先将其退出。',
  'data-newer':
    '数据文件夹由更新版本的 Tablewatch 写入（格式 {{found}}，本版本支持到 {{known}}）。请更新 Tablewatch。',
  'data-missing':
    '{{path}} 中没有 Tablewatch 数据。请检查路径，或先在该处运行 `tablewatch serve`。',
  'data-damaged':
    '{{path}} 中的数据库无法读取（{{reason}}）。请用备份替换，或移走该文件后重新开始。',
  // checks
  'signature-missing': '已设置密钥，但推送没有签名。请在服务端设置相同的密钥。',
  'signature-wrong': '签名与密钥不符。请填入服务端显示的密钥，然后重新解析这条推送。',
  'token-wrong': '校验 Token 与此处填写的不同。请从开发者后台重新复制，然后重新解析。',
  'delivery-stale':
    '这条推送签名于 {{minutes}} 分钟前，时间过久，不予采信。请检查本机时钟；若确认属实，可重新解析。',
  'secret-missing': '内容已加密，但尚未填写“{{name}}”。请在连接中填写，然后重新解析这条推送。',
  'secret-lost':
    '“{{name}}”曾填写过，但 Tablewatch 本次运行中没有它。请在连接中重新填写；无法校验的推送已保留，之后可重新解析。',
  'check-failed': '校验过程本身出错，无法校验这条推送。已保留；更新 Tablewatch 后可重新解析。',
  'setup-invalid':
    '该订阅的配置与本版本不符（{{path}}），收到的内容会保留但不解析。请重新保存该连接。',
  'connection-locked':
    '{{connection}}：缺少“{{name}}”，收到的内容会保留但不解析。请重新填写，然后重新解析。',
  'decrypt-failed': '用此处填写的“{{name}}”无法解密。请从服务端重新复制，然后重新解析。',
  // parsing
  'not-json': '内容不是 JSON（{{reason}}）。已保留；更新 Tablewatch 后可重新解析。',
  'not-utf8': '内容不是有效的 UTF-8 文本。已逐字节保留。',
  'too-deep': '内容嵌套超过 {{limit}} 层。已保留，但未解析。',
  'unknown-shape':
    '内容与该服务文档所述的结构不符（{{path}}：{{reason}}）。已保留；更新后可重新解析。',
  'parser-failed':
    'Tablewatch 处理这条推送时出错（{{reason}}）。这是我们的问题；内容已保留，更新后可重新解析。',
  'not-watched':
    '它属于这里没有监听的数据表或文档，因此只保留原文。如需接收，请在连接页面中选择该数据表。',
  // calls to services
  'service-unreachable': '{{host}} 没有响应（{{reason}}）。请检查地址和网络。',
  'service-refused': '{{host}} 拒绝了凭据。请填写有效的令牌。',
  'service-not-found': '{{host}} 上找不到 {{what}}。请确认它仍然存在，且令牌有权查看。',
  'service-answer': '{{host}} 返回 {{status}}：{{message}}',
  'service-shape': '{{host}} 的返回格式本版本无法识别（{{path}}）。',
  'service-busy': '{{host}} 要求稍候（请求过多）。请一分钟后再试。',
  'hooks-unsupported': '该服务不支持在此创建 Webhook。请用显示的地址手动创建。',
  'read-token-missing':
    '尚未填写 {{host}} 的令牌，无法列出其中的表格。请填写表格的 API 令牌，或手动添加 Webhook。',
  'account-token-missing':
    '在 {{host}} 创建 Webhook 需要账户令牌。请填写，或使用此处显示的地址和密钥在 SeaTable 中手动创建。',
  'server-too-old':
    '{{host}} 上的 NocoDB 版本过旧（{{version}}），Tablewatch 需要 0.202 或更新的版本。请更新该服务器上的 NocoDB 后重试。',
  'server-too-new':
    '{{host}} 上的 NocoDB 版本（{{version}}）比当前 Tablewatch 支持的更新：它拒绝现有的 Webhook 或接口调用。请更新 Tablewatch 后重试。',
  'hook-target-private':
    '{{host}} 不允许向内网地址推送。请设置公网地址，或在该服务器上允许本地 Webhook。',
  'public-address-unproved':
    '尚未验证公网地址确实通向 Tablewatch，因此没有创建调用它的 Webhook。地址通过验证后会自动创建；你也可以在设置中确认该地址通向本机。',
  'address-changed':
    '{{connection}}：公网地址已变为 {{address}}，但你在服务端手动创建的 Webhook 仍在调用旧地址，因此收不到任何变更。请从连接页复制新地址并填到服务端；收到第一次推送即表示生效。',
  'watched-table-gone':
    '{{connection}}：正在监听的表格“{{table}}”已在服务端被删除。请重新选择此连接要监听的表格；若该表格恢复，将自动继续监听。',
  'public-address-missing': '尚未设置公网地址，服务无法访问本机。请在设置中填写。',
  // 登录、令牌与配额
  'token-expired': '{{host}} 不接受该令牌，可能已失效。请输入新的令牌，或重新登录。',
  'sign-in-needed':
    '{{connection}}：access_token 已失效。请重新登录或粘贴新的令牌，期间的变更届时会补取。',
  'sign-in-refused': '{{host}} 拒绝了登录。请重新开始，并在页面上同意授权。',
  'sign-in-timeout': '{{minutes}} 分钟内没有从登录页返回。请重新开始。',
  'sign-in-port':
    '登录返回所用的端口 {{port}} 已被其他程序占用。请退出该程序，或登记另一个回调地址。',
  'sign-in-foreign':
    '从 {{host}} 返回的页面不属于这次登录，已忽略。请在最后打开的浏览器窗口中完成登录，或重新开始。',
  'sign-in-gone': '这次登录已结束，取得的内容不再可用。请重新登录。',
  'code-expired': '{{host}} 提示登录耗时过长（授权码 5 分钟内有效）。请重新开始。',
  'app-unknown':
    '{{host}} 不认识该应用 ID。请从 developer.kdocs.cn 的后台复制；open.wps.cn 的应用在此无效。',
  'budget-spent':
    '{{service}}：一天内允许的调用已用完（{{used}}/{{limit}}）。约 {{minutes}} 分钟后会自动继续读取。',
  'budget-declared':
    '{{service}} 表示目前已无可用调用次数，而这里只统计到 {{used}} / {{limit}} 次；可能有其他程序共用。约 {{minutes}} 分钟后自动重试。',
  'too-many-hooks':
    '{{host}} 每个文档只允许 {{limit}} 个 Webhook：这里创建了 {{ours}} 个，其余 {{others}} 个属于其他人或其他监视。没有名额的变更通过定时比对表格发现；每一刻钟会再次尝试。',
  'hook-not-removed': 'Webhook {{hook}} 仍在服务端，服务未将其删除。请在服务端按 ID 删除。',
  'rows-without-key':
    '无法区分表“{{table}}”的各行：{{host}} 没有为它提供主键，或者把主键中的大数字四舍五入了。只显示 Webhook 所说的内容。请为该表设置文本或较小数字的主键。',
  'cursor-repeats': '{{host}} 重复返回同一页，无法读完整个表。稍后会重试。',
  'catch-up-unfinished':
    '{{connection}}：仍在补取变更。{{host}} 限制单位时间内的读取量，将于 {{again, datetime(timeStyle: short)}} 自动继续。',
  'catch-up-reached':
    '{{connection}}：仍在补取变更，已补到 {{reached, datetime(dateStyle: short; timeStyle: short)}}。{{host}} 限制单位时间内的读取量，将于 {{again, datetime(timeStyle: short)}} 自动继续。',
  'catch-up-unsupported':
    '{{connection}}：目前还不能事后读取这项服务，因此这段时间内的变更无从得知。如有需要，请到该服务中查看。',
  // live channels and logs of changes
  'live-elsewhere':
    '这台电脑上的另一个 Tablewatch（进程 {{pid}}）正占用此应用的实时通道，而每条变更只会到达其中一个。对方结束后，这里会自动接管。',
  'live-unheard':
    '最近一天的 {{all}} 条变更中，有 {{count}} 条没有经已打开的实时通道到达，而是通过比对找到的。很可能有另一个程序或另一台电脑用同一应用连接，每条变更只会到达其中一个。请关闭另一个，或为每个程序使用单独的应用。',
  'live-shared':
    '{{connection}} 已占用此应用的实时通道，变更会到达那里。请用那个连接监听此文档，或移除它。',
  'live-timeout': '{{host}} 在 {{seconds}} 秒内没有打开实时通道，稍后会自动重试。',
  'live-too-old':
    '{{host}} 使用的实时通道版本比 Tablewatch 的旧。请在该服务器上更新 SeaTable。在此之前，变更通过 Webhook（如已设置）到达，否则每半分钟从其操作日志读取一次。',
  'live-untrusted':
    '实时通道不信任 {{host}} 的证书（{{reason}}）。请设置环境变量 NODE_EXTRA_CA_CERTS，指向签发该证书的证书文件（PEM，例如贵公司的证书），再启动 Tablewatch。在此之前，每半分钟从服务器的操作日志读取一次变更。',
  'history-incomplete':
    '{{connection}}：服务端的操作日志已不再包含上次读到的位置，其间的变更可能缺失。如有需要，请到服务端查看。',
  'history-repeats': '{{host}} 重复返回操作日志的同一段，无法读完，稍后会重试。',
  'base-not-picked': '尚未选择文档。请选择一个，或输入其 ID。',
  'watch-missing': '该连接尚未监听任何内容。请选择数据表和变更类型。',
  'connection-unknown': '这里没有连接 {{id}}。现有：{{known}}。',
  'not-running':
    '没有程序在使用该数据文件夹，也没有带密钥的配置文件。请启动 `tablewatch serve`，或传入 --config。',
  // the public address over SSH
  'ssh-host-unknown': '找不到 SSH 服务器 {{host}}。请检查名称或本机网络。',
  'ssh-refused': '{{host}} 的端口 {{port}} 上没有 SSH 服务。请检查端口，或在服务器上启动 SSH。',
  'ssh-unreachable': '无法连通 SSH 服务器 {{host}}（{{reason}}）。请检查本机网络。',
  'ssh-silent':
    'SSH 服务器 {{host}}（端口 {{port}}）没有响应。请确认它正在运行，且未被防火墙阻挡。',
  'ssh-not-ssh': '{{host}} 的端口 {{port}} 使用的不是本版本认识的 SSH 协议。请检查端口。',
  'ssh-too-old': '{{host}} 与 Tablewatch 没有共同的安全加密方式。请更新 SSH 服务器。',
  'ssh-turned-away':
    '{{host}} 在登录前断开了连接。它可能暂时封禁了本机地址（fail2ban、MaxStartups）；请查看其日志。',
  'ssh-host-key-changed':
    '{{host}} 出示的密钥（{{found}}）与之前（{{known}}）不同，因此没有发送任何内容。若服务器已重装，请在设置中忘记其密钥；否则可能有人居中窃听。',
  'ssh-key-unreadable': '密钥文件 {{path}} 无法读取（{{reason}}）。请检查路径和权限。',
  'ssh-key-unfit':
    '{{path}} 不是 Tablewatch 能读取的私钥。请选择 OpenSSH 或 PEM 格式的私钥，而不是旁边的 .pub；PuTTY 可以导出。',
  'ssh-passphrase-missing': '密钥 {{path}} 已加密。请填写其口令，或交由 SSH 代理保管。',
  'ssh-passphrase-wrong': '口令无法解开密钥 {{path}}。请重新填写。',
  'ssh-key-refused':
    '{{host}} 不接受 {{user}} 使用密钥 {{path}} 登录。请检查用户名，并把对应 .pub 的内容加入服务器的 ~/.ssh/authorized_keys。',
  'ssh-agent-missing': '本机没有 SSH 代理响应。请启动代理，或选择密钥文件。',
  'ssh-agent-empty': 'SSH 代理中没有密钥。请用 ssh-add 添加，或选择密钥文件。',
  'ssh-agent-refused':
    '{{host}} 不接受 {{user}} 使用 SSH 代理中的任何密钥登录。请检查用户名，并把其中一个公钥（ssh-add -L）加入服务器的 ~/.ssh/authorized_keys。',
  'ssh-agent-too-many': '还没轮到 SSH 代理中的正确密钥，{{host}} 就拒绝了。请改为选择密钥文件。',
  'ssh-port-held':
    '{{host}} 的端口 {{port}} 已被占用，可能是之前的连接。会自动重试；在其 sshd_config 中设置 ClientAliveInterval 15 可更快释放。若被其他程序占用，请换一个端口。',
  'ssh-port-privileged':
    '服务器不允许 {{user}} 使用端口 {{port}}：1024 以下的端口仅限 root。请选择更大的端口。',
  'ssh-forward-refused':
    '{{host}} 不允许监听 {{address}} 的端口 {{port}}。请在其 sshd_config 中将 AllowTcpForwarding 设为 yes 或 remote，并让 PermitListen 和 authorized_keys 允许该端口。',
  'ssh-gateway-ports':
    '服务器只在本地回环而没有在 {{address}} 上监听。请在其 sshd_config 中将 GatewayPorts 设为 clientspecified，或改为监听 127.0.0.1。',
  'ssh-link-ended': '{{host}} 结束了 SSH 连接。',
  'ssh-link-lost': '与 {{host}} 的 SSH 连接已中断。',
  // apps of a service, their rights, and the long connection
  'app-refused':
    '{{host}} 不接受该 App ID 与 App Secret。请在开发者后台的“凭证与基础信息”中重新复制两者。',
  'app-secret-missing':
    '未填写 App Secret，无法访问 {{host}}。请在开发者后台的“凭证与基础信息”中复制。',
  'app-id-form':
    '这不是 {{host}} 的 App ID：它由 cli_ 和 16 位数字或 a 到 f 的字母组成。请在开发者后台重新复制。',
  'app-scopes-missing':
    '{{host}}：应用缺少权限（{{scopes}}）。请在开发者后台为应用身份和用户身份开通，然后创建版本并通过审核。',
  'base-not-managed':
    '{{host}}：应用没有该多维表格的管理权限。请在多维表格的“…”→“更多”→“添加文档应用”中选择该应用并授予“可管理”。若已授予，则是企业关闭了文档访问记录。',
  'rows-hidden':
    '{{host}} 对应用隐藏了 {{what}} 的记录：该多维表格开启了高级权限。请授予应用“可管理”权限。',
  'live-busy': '{{host}} 暂时无法建立长连接（代码 {{status}}）。稍后会自动重试。',
  'live-limit':
    '{{host}} 不再接受该应用的更多长连接。请关闭使用同一 App ID 的其他程序；稍后会自动重试。',
  'live-lost': '与 {{host}} 的长连接已断开，会自动重新建立。',
  'live-forbidden':
    '{{host}} 不允许该应用使用长连接。只有企业自建应用可以使用，且后台须选择长连接接收事件。若后台选择了请求地址，请在此连接中也选择它。',
  // calls from the page or the CLI
  'input-invalid': '填写有误：{{path}} {{reason}}。',
  'query-invalid': '筛选条件在“{{at}}”处无法识别。{{expected}}',
  'not-found': '该条目已不存在，可能刚被移除。',
  'address-taken': '该地址已被其他订阅使用。留空即可自动生成。',
  'secret-name-unknown': '该服务没有名为 {{name}} 的密钥。可用：{{known}}。',
  'link-refused': '只能打开已配置服务的 https 页面。可以改为复制地址。',
  internal: 'Tablewatch 内部出错（{{reason}}）。请反馈给我们。',
};
