#!/bin/bash
# One KRaft node with SCRAM users and the standard authorizer, as infra/local/src/parts/kafka-settings.ts makes it natively.
set -euo pipefail
home=/var/lib/kafka
settings="$home/server.properties"
mkdir -p "$home"
umask 077

admin="username=\"admin\" password=\"$WADAH_ADMIN_KAFKA_PASSWORD\""
scram=org.apache.kafka.common.security.scram.ScramLoginModule
plain=org.apache.kafka.common.security.plain.PlainLoginModule

cat > "$settings" <<SETTINGS
process.roles=broker,controller
node.id=1
controller.quorum.voters=1@127.0.0.1:19999
listeners=CLIENT://0.0.0.0:$WADAH_KAFKA_PORT,CONTROLLER://127.0.0.1:19999
advertised.listeners=CLIENT://127.0.0.1:$WADAH_KAFKA_PORT
listener.security.protocol.map=CLIENT:SASL_PLAINTEXT,CONTROLLER:SASL_PLAINTEXT
inter.broker.listener.name=CLIENT
controller.listener.names=CONTROLLER
sasl.enabled.mechanisms=SCRAM-SHA-512
sasl.mechanism.inter.broker.protocol=SCRAM-SHA-512
sasl.mechanism.controller.protocol=PLAIN
listener.name.client.scram-sha-512.sasl.jaas.config=$scram required $admin;
listener.name.controller.sasl.enabled.mechanisms=PLAIN
listener.name.controller.plain.sasl.jaas.config=$plain required $admin user_admin="$WADAH_ADMIN_KAFKA_PASSWORD";
authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer
super.users=User:admin
allow.everyone.if.no.acl.found=false
auto.create.topics.enable=false
default.replication.factor=1
min.insync.replicas=1
offsets.topic.replication.factor=1
offsets.topic.num.partitions=4
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
transaction.state.log.num.partitions=1
share.coordinator.state.topic.replication.factor=1
share.coordinator.state.topic.min.isr=1
share.coordinator.state.topic.num.partitions=1
group.initial.rebalance.delay.ms=0
group.min.session.timeout.ms=1000
broker.session.timeout.ms=3000
broker.heartbeat.interval.ms=500
num.network.threads=2
num.io.threads=4
log.cleaner.dedupe.buffer.size=33554432
log.dirs=$home/data
SETTINGS

cat > "$home/admin.properties" <<LOGIN
security.protocol=SASL_PLAINTEXT
sasl.mechanism=SCRAM-SHA-512
sasl.jaas.config=$scram required $admin;
LOGIN

if [ ! -f "$home/data/meta.properties" ]; then
  users=()
  while read -r name password; do users+=(--add-scram "SCRAM-SHA-512=[name=$name,password=$password]"); done < /wadah/kafka-users
  /opt/kafka/bin/kafka-storage.sh format -t "$WADAH_KAFKA_CLUSTER_ID" -c "$settings" "${users[@]}"
fi
exec /opt/kafka/bin/kafka-server-start.sh "$settings"
