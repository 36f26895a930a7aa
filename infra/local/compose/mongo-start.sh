#!/bin/bash
# A replica set of one with access control; the key file must belong to the user that mongod runs as and to nobody else.
set -euo pipefail
umask 077
printf '%s' "$WADAH_MONGO_KEY" > /data/db/wadah-key
chown -R mongodb:mongodb /data/db
exec gosu mongodb mongod --bind_ip_all --port "$WADAH_MONGO_PORT" --replSet rs0 --auth --keyFile /data/db/wadah-key --wiredTigerCacheSizeGB 0.5 --quiet
