# Two stages: the first installs what the lock file names, the second has no installer.
FROM python:3.13-slim AS packages

COPY requirements/run.txt /requirements.txt
RUN python -m venv --without-pip /venv \
    && python -m pip --python /venv/bin/python install --no-cache-dir --disable-pip-version-check \
        --only-binary :all: --require-hashes --requirement /requirements.txt


FROM python:3.13-slim

ENV PATH="/venv/bin:$PATH" \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    LOG_FORMAT=json \
    WEBHOOK_LISTEN=0.0.0.0:8080

WORKDIR /app
RUN useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin bot \
    && install --directory --owner 10001 --mode 0700 data

COPY --from=packages /venv /venv
COPY LICENSE ./
COPY alembic alembic
COPY templates templates
COPY handlers handlers
COPY bot bot
RUN python -m compileall -q alembic handlers bot

USER 10001
VOLUME /app/data
# Only a webhook needs it.
EXPOSE 8080

STOPSIGNAL SIGTERM
HEALTHCHECK --interval=60s --timeout=20s --start-period=60s --retries=3 CMD ["python", "-m", "bot", "health"]
# It brings the database to this version first.
CMD ["python", "-m", "bot", "run"]
