# sdkgen in a Makefile of yours:  include sdkgen.mk
#
#   SDKGEN           the command
#   SDKGEN_ROOT      folder that holds specs/ and generated/
#   SDKGEN_TARGETS   targets; empty for all
#   SDKGEN_VENDORED  folders with packages that `sdkgen vendor` wrote
SDKGEN          ?= sdkgen
SDKGEN_ROOT     ?= .
SDKGEN_TARGETS  ?=
SDKGEN_VENDORED ?=

.PHONY: sdk sdk-check sdk-update

sdk: ## Write the SDKs, and the vendored copies of them
	$(SDKGEN) generate --root $(SDKGEN_ROOT) $(SDKGEN_TARGETS)
	@set -e; for folder in $(SDKGEN_VENDORED); do $(SDKGEN) vendor --update --root $(SDKGEN_ROOT) --into $$folder; done

sdk-check: ## Fail when one of them is not what a fresh run would write
	$(SDKGEN) generate --check --root $(SDKGEN_ROOT) $(SDKGEN_TARGETS)
	@set -e; for folder in $(SDKGEN_VENDORED); do $(SDKGEN) vendor --check --root $(SDKGEN_ROOT) --into $$folder; done

sdk-update: ## Fetch newer documents, generate, set versions and changelogs
	$(SDKGEN) sync --root $(SDKGEN_ROOT) $(SDKGEN_TARGETS)
	$(SDKGEN) generate --root $(SDKGEN_ROOT) $(SDKGEN_TARGETS)
	$(SDKGEN) release --write --root $(SDKGEN_ROOT) $(SDKGEN_TARGETS)
