/**
 * KEYS: 1 the page, 2 its lock, 3 the index (page → when it ends), 4 sizes, 5 bytes in all, 6 the common beginning of pages' keys.
 * ARGV: 1 name of the page, 2 page, 3 ms to live, 4 now, 5 bytes at most, 6 pages at most, 7 the lock's holder.
 * Redis evicts nothing here (carts live beside), so what is too much leaves by our own hand, the first to end before others.
 */
export const STORE_PAGE = `
local function forget(name)
  redis.call('DEL', KEYS[6] .. name)
  redis.call('ZREM', KEYS[3], name)
  local size = tonumber(redis.call('HGET', KEYS[4], name) or '0')
  redis.call('HDEL', KEYS[4], name)
  redis.call('DECRBY', KEYS[5], size)
end
local function tooMuch()
  return tonumber(redis.call('GET', KEYS[5]) or '0') > tonumber(ARGV[5]) or redis.call('ZCARD', KEYS[3]) > tonumber(ARGV[6])
end
for _, name in ipairs(redis.call('ZRANGEBYSCORE', KEYS[3], '-inf', ARGV[4], 'LIMIT', 0, 100)) do forget(name) end
forget(ARGV[1])
redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
redis.call('ZADD', KEYS[3], ARGV[4] + ARGV[3], ARGV[1])
redis.call('HSET', KEYS[4], ARGV[1], #ARGV[2])
redis.call('INCRBY', KEYS[5], #ARGV[2])
while tooMuch() do
  local first = redis.call('ZRANGE', KEYS[3], 0, 0)[1]
  if not first then break end
  forget(first)
end
if redis.call('GET', KEYS[2]) == ARGV[7] then redis.call('DEL', KEYS[2]) end
return 1`;

/** KEYS: 1 the lock; ARGV: 1 its holder. */
export const FREE_LOCK = `
if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end
return 0`;
