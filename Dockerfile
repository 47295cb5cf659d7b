# Lejek in production: built in one stage, run in another without sources, compilers or development tools, not as root.
ARG NODE=24-bookworm-slim

FROM node:${NODE} AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY scripts scripts
RUN npm ci
COPY tsconfig.json prisma.config.ts ./
COPY prisma prisma
COPY src src
RUN npm run build && npm run -s prune-production

FROM node:${NODE}
RUN apt-get update \
  && apt-get install -y --no-install-recommends tini \
  && rm -rf /var/lib/apt/lists/* \
  && mkdir /data && chown node:node /data
ENV NODE_ENV=production \
  LEJEK_DATA_DIR=/data \
  HEALTH_PORT=9090
WORKDIR /app
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/dist dist
COPY prisma/migrations prisma/migrations
COPY scripts scripts
COPY package.json manifest.yml ./
USER node
VOLUME /data
EXPOSE 3000 9090
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.HEALTH_PORT}/readyz`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# tini is process 1: it passes signals on and reaps what is left behind.
ENTRYPOINT ["/usr/bin/tini", "--"]
CMD ["node", "--enable-source-maps", "dist/main.js"]
