// Run by the health check inside the container: makes the replica set and the admin once, then only proves that both are there.
/* global db, process, quit */
const password = process.env.WADAH_ADMIN_MONGO_PASSWORD;
const port = process.env.WADAH_MONGO_PORT;
const admin = db.getSiblingDB('admin');

const signsIn = () => {
  try {
    return admin.auth('admin', password).ok === 1;
  } catch {
    return false;
  }
};

if (!signsIn()) {
  try {
    admin.runCommand({ replSetInitiate: { _id: 'rs0', members: [{ _id: 0, host: `127.0.0.1:${port}` }] } });
  } catch (error) {
    print(`replica set: ${error.message}`);
  }
  if (db.hello().isWritablePrimary) admin.createUser({ user: 'admin', pwd: password, roles: ['root'] });
  if (!signsIn()) quit(1);
}
if (!db.hello().isWritablePrimary) quit(1);
