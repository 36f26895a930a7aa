import { serviceNames, type ServiceName } from '@wadah/local';
import { buyerOf, shopOf, wareOf } from './shopping.ts';
import { ask, holds, isClear503, meanwhile, untilItHolds, type Outage, type Stage } from './stage.ts';

type Behind = Exclude<ServiceName, 'gateway'>;

const behind = serviceNames.filter((name): name is Behind => name !== 'gateway');

/** One question that only this service can answer; whatever it says is an answer, but for an outage. */
const questionsOf = ({ market }: Stage): Readonly<Record<Behind, string>> => ({
  identity: 'GET /v1/me',
  seller: `GET /v1/sellers/${shopOf(market).sellerId}`,
  catalogue: `GET /v1/listings/${wareOf(market).listingId}`,
  order: 'GET /v1/orders',
  payment: 'GET /v1/payments/pay_00000000-0000-7000-8000-000000000000',
  notification: 'GET /v1/notifications',
});

const askAll = async (stage: Stage, token: string, down: readonly Behind[]): Promise<void> => {
  for (const [service, question] of Object.entries(questionsOf(stage))) {
    const answer = await ask(stage, question, { token });
    const isDown = down.some((name) => name === service);
    const isRight = isDown ? isClear503(answer, 'upstream-unavailable', answer.body) : answer.status > 0 && answer.status < 500;
    holds(stage, `${service} ${isDown ? 'answers 503 upstream-unavailable' : 'answers'} while ${down.join(', ')} is down`, isRight, [
      answer.status,
      answer.body.code,
    ]);
  }
};

const isServed = (stage: Stage, token: string, services: readonly Behind[]) => async (): Promise<boolean> => {
  const questions = questionsOf(stage);
  const answers = await Promise.all(services.map((service) => stage.market.api.call(questions[service], { token })));
  return answers.every(({ status }) => status < 500);
};

export const serviceDown: Outage = {
  name: 'a service down',
  rule: 'only its own routes fail, with 503 upstream-unavailable and Retry-After',
  run: async (stage) => {
    const { world, figures, market } = stage;
    const token = await buyerOf(market, 0).token();
    const rounds: readonly (readonly Behind[])[] = stage.short ? [['identity', 'catalogue']] : behind.map((name) => [name]);
    for (const down of rounds) {
      await Promise.all(down.map((name) => world.kill(name)));
      const downMs = stage.minutes(0.5);
      figures.downMs += downMs;
      await meanwhile(downMs, () => askAll(stage, token, down));
      await Promise.all(down.map((name) => world.start(name)));
      const backMs = await untilItHolds(stage, `${down.join(', ')} answers again`, isServed(stage, token, down), 15_000);
      figures.recoveredMs = Math.max(figures.recoveredMs, backMs);
    }
  },
};
