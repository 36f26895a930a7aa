/** Whoever has the id may use an unclaimed cart; a claimed one is its account's alone. Every script begins with this; its last argument is the cart's id. */
const guard = `
local owner = redis.call('HGET', KEYS[1], 'owner')
local cartId = ARGV[#ARGV]
if owner and owner ~= ARGV[1] then return { 'foreign' } end
`;

const refuseOrdered = `
local ordered = redis.call('HGET', KEYS[1], 'order')
if ordered then return { 'ordered', ordered } end
`;

/** The first write with a token claims; a claimed cart lives longer. KEYS[2] is where the account's present cart is found by. */
const claim = `
if ARGV[1] ~= '' then
  if not owner then redis.call('HSET', KEYS[1], 'owner', ARGV[1]) end
  redis.call('SET', KEYS[2], cartId, 'PX', ARGV[3])
end
`;

const prolong = (guestMs: string, claimedMs: string): string => `
redis.call('PEXPIRE', KEYS[1], redis.call('HEXISTS', KEYS[1], 'owner') == 1 and ${claimedMs} or ${guestMs})
`;

/** ARGV: actor, guest ms, claimed ms, field, line, seller, lines max, sellers max, begin. */
export const putLineScript = `${guard}${refuseOrdered}
if ARGV[9] == '0' and redis.call('EXISTS', KEYS[1]) == 0 then return { 'absent' } end
local sellers, lines, known = {}, 0, 0
local fields = redis.call('HGETALL', KEYS[1])
for i = 1, #fields, 2 do
  if string.sub(fields[i], 1, 5) == 'line:' and fields[i] ~= ARGV[4] then
    lines = lines + 1
    local seller = cjson.decode(fields[i + 1]).sellerId
    if not sellers[seller] then sellers[seller] = true; known = known + 1 end
  end
end
if lines >= tonumber(ARGV[7]) then return { 'full' } end
if not sellers[ARGV[6]] and known >= tonumber(ARGV[8]) then return { 'sellers' } end
redis.call('HSET', KEYS[1], ARGV[4], ARGV[5])
${claim}${prolong('ARGV[2]', 'ARGV[3]')}
return { 'ok' }
`;

/** ARGV: actor, guest ms, claimed ms, field. */
export const removeLineScript = `${guard}${refuseOrdered}
if redis.call('EXISTS', KEYS[1]) == 0 then return { 'ok' } end
redis.call('HDEL', KEYS[1], ARGV[4])
if redis.call('EXISTS', KEYS[1]) == 0 then return { 'ok' } end
${claim}${prolong('ARGV[2]', 'ARGV[3]')}
return { 'ok' }
`;

/** ARGV: actor. */
export const readScript = `${guard}
return { 'ok', unpack(redis.call('HGETALL', KEYS[1])) }
`;

/** ARGV: actor, guest ms, claimed ms. */
export const claimScript = `${guard}
if redis.call('EXISTS', KEYS[1]) == 0 then return { 'ok' } end
${claim}${prolong('ARGV[2]', 'ARGV[3]')}
return { 'ok', unpack(redis.call('HGETALL', KEYS[1])) }
`;

/** ARGV: field, value. Nothing is written to a cart that is gone. */
export const setIfThereScript = `
if redis.call('EXISTS', KEYS[1]) == 1 then redis.call('HSET', KEYS[1], ARGV[1], ARGV[2]) end
return { 'ok' }
`;

/** ARGV: order. */
export const giveBackScript = `
if redis.call('HGET', KEYS[1], 'order') == ARGV[1] then redis.call('HDEL', KEYS[1], 'order') end
return { 'ok' }
`;
