# The site, its worker and its scheduler: one image, three commands (see docker-compose.yml).
FROM python:3.13-slim-trixie AS build
ENV PIP_NO_CACHE_DIR=1 PYTHONDONTWRITEBYTECODE=1
RUN python -m venv /srv/venv
COPY requirements/base.txt /tmp/base.txt
RUN /srv/venv/bin/pip install --require-hashes -r /tmp/base.txt
WORKDIR /srv/datt
COPY . .
# The fonts come from the installed package; the static files get their hashed names here.
RUN /srv/venv/bin/python scripts/fonts.py \
 && DATT_MODE=proef DATT_DATA=/tmp/build DATT_STATIC=/srv/static /srv/venv/bin/python manage.py collectstatic --no-input

FROM python:3.13-slim-trixie
RUN apt-get update \
 && apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --uid 10001 --create-home --home-dir /srv/data datt
ENV PATH=/srv/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    DATT_DATA=/srv/data DATT_STATIC=/srv/static
COPY --from=build /srv/venv /srv/venv
COPY --from=build /srv/datt /srv/datt
COPY --from=build /srv/static /srv/static
WORKDIR /srv/datt
USER datt
EXPOSE 8000
CMD ["granian", "--interface", "wsgi", "--host", "0.0.0.0", "--port", "8000", "--workers", "2", "--blocking-threads", "8", "--no-ws", "datt.wsgi:application"]
