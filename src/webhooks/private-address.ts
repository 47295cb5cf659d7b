import { BlockList, isIP } from 'node:net';

/**
 * What is not the public internet. Sources: the IANA registries of special-purpose IPv4 and IPv6 addresses (RFC 6890), and 168.63.129.16,
 * which answers machines at one large cloud.
 */
const V4 = [
  ...[
    '0.0.0.0/8',
    '10.0.0.0/8',
    '100.64.0.0/10',
    '127.0.0.0/8',
    '169.254.0.0/16',
    '172.16.0.0/12',
    '192.0.0.0/24',
    '192.0.2.0/24',
  ],
  ...['192.88.99.0/24', '192.168.0.0/16', '198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24', '224.0.0.0/4', '240.0.0.0/4'],
  '168.63.129.16/32',
];
/** Of IPv6 only what is given out as global unicast (2000::/3) is public; of that not what leads on to IPv4, nor examples. */
const V6_GLOBAL = '2000::/3';
const V6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'];

function listOf(type: 'ipv4' | 'ipv6', ranges: readonly string[]): BlockList {
  const list = new BlockList();
  for (const range of ranges) {
    const [net = '', bits] = range.split('/');
    list.addSubnet(net, Number(bits), type);
  }
  return list;
}

const privateV4 = listOf('ipv4', V4);
const privateV6 = listOf('ipv6', V6);
const globalV6 = listOf('ipv6', [V6_GLOBAL]);

/** An IPv4 address within an IPv6 one, as `::ffff:127.0.0.1` or `::ffff:7f00:1`. */
function mappedV4(address: string): string | undefined {
  const [, tail] = /^(?:0{0,4}:){2,5}ffff:(.+)$/i.exec(address) ?? [];
  if (tail === undefined || isIP(tail) === 4) return tail;
  const [, high, low] = /^([0-9a-f]{1,4}):([0-9a-f]{1,4})$/i.exec(tail) ?? [];
  if (high === undefined || low === undefined) return undefined;
  const [a, b] = [Number.parseInt(high, 16), Number.parseInt(low, 16)];
  return `${a >> 8}.${a & 255}.${b >> 8}.${b & 255}`;
}

/** Whether an IP address is none of the public internet; true for what is no IP address at all. */
export function isPrivateAddress(address: string): boolean {
  const [plain = ''] = address.split('%');
  const v4 = isIP(plain) === 4 ? plain : mappedV4(plain);
  if (v4 !== undefined) return privateV4.check(v4, 'ipv4');
  return isIP(plain) !== 6 || !globalV6.check(plain, 'ipv6') || privateV6.check(plain, 'ipv6');
}
