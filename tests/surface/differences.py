"""Where the surface differs from that of the provider's package, and why.

Every entry has to be true: one that no longer differs is an error as well.
"""

from __future__ import annotations

from collections.abc import Mapping

_HELPER = "written by hand over other methods there"
_NO_ARGUMENTS = "one operation has two methods; its gathered arguments are those of `list`"

MISSING_METHODS: Mapping[str, str] = {
    "beta.agents.environments.files.prepare": _HELPER,
    "beta.agents.environments.files.prepare_directory": _HELPER,
    "beta.agents.environments.files.upload": _HELPER,
    "beta.agents.sessions.artifacts.for_result": _HELPER,
    "beta.agents.sessions.stream": _HELPER,
}
"""Methods that only the provider's package has."""

PARAMETERS: Mapping[str, tuple[tuple[str, ...], tuple[str, ...], str]] = {
    "beta.realtime.sessions.create": (
        (),
        ("prompt", "truncation"),
        "the document has two members that the other package lacks",
    ),
}
"""Methods whose parameters differ: those that are missing here, those that only we have, the reason."""

REQUESTS: Mapping[str, str] = {
    "evals.runs.cancel": "POST /evals/{eval_id}/runs/{run_id}",
}
"""Methods that send another request: ours is the one of the document."""

MISSING_MODULES: Mapping[str, str] = {
    "fine_tuning/checkpoints/permission_retrieve_params.py": _NO_ARGUMENTS,
}
"""Modules of types that only the provider's package has."""

MISSING_NAMES: Mapping[str, tuple[str, ...]] = {
    "admin/organization/external_key_create_params.py": (
        "V1OrganizationExternalKeysPostRequestAws",
        "V1OrganizationExternalKeysPostRequestAzure",
        "V1OrganizationExternalKeysPostRequestGcp",
        "V1OrganizationExternalKeysPostRequestOci",
    ),
    "audio/voice_create_params.py": ("CreateVoiceRequestAudioSample", "CreateVoiceRequestPrompt"),
    "beta/agent_function_call_output_param.py": ("InputContentParamInputImage", "InputContentParamInputText"),
    "beta/agents/automation_create_params.py": (
        "CreateAutomationParamsOnce",
        "CreateAutomationParamsPeriodic",
    ),
    "beta/agents/environments/file_create_params.py": (
        "HostedEnvironmentFileParamFileID",
        "HostedEnvironmentFileParamInline",
    ),
    "beta/beta_file_search_tool.py": ("Filters",),
    "beta/beta_response_tool_search_output_item_param.py": ("ToolMcpAllowedTools", "ToolMcpRequireApproval"),
    "beta/beta_responses_client_event.py": ("ResponseCreateConversation",),
    "beta/beta_tool.py": ("McpAllowedTools", "McpRequireApproval"),
    "chat/chat_completion_message_tool_call.py": ("ChatCompletionMessageToolCallUnion", "Function"),
    "chat/chat_completion_message_tool_call_param.py": ("Function",),
    "chat/chat_completion_tool_param.py": ("FunctionDefinition",),
    "decision_input_image_param.py": ("PromptCacheBreakpoint",),
    "decision_input_message_param.py": ("DecisionInputMessageUnionParam",),
    "decision_input_text_param.py": ("PromptCacheBreakpoint",),
    "fine_tuning/checkpoints/__init__.py": ("PermissionRetrieveParams",),
    "live/decision_item_create_event.py": (
        "Item",
        "ItemContentParts",
        "ItemContentPartsInputImage",
        "ItemContentPartsInputText",
    ),
    "live/decision_item_create_event_param.py": (
        "Item",
        "ItemContentParts",
        "ItemContentPartsInputImage",
        "ItemContentPartsInputText",
    ),
    "live/decision_item_created_event.py": (
        "Item",
        "ItemContentParts",
        "ItemContentPartsInputImage",
        "ItemContentPartsInputText",
    ),
    "live/decision_trigger.py": (
        "DecisionsQuestionQuestionParamChoice",
        "DecisionsQuestionQuestionParamChoiceChoice",
        "DecisionsQuestionQuestionParamPredicate",
        "DecisionsQuestionQuestionParamScore",
        "DecisionsQuestionQuestionParamScoreLevel",
    ),
    "live/decision_trigger_param.py": (
        "DecisionsQuestionQuestionParamChoice",
        "DecisionsQuestionQuestionParamChoiceChoice",
        "DecisionsQuestionQuestionParamPredicate",
        "DecisionsQuestionQuestionParamScore",
        "DecisionsQuestionQuestionParamScoreLevel",
    ),
    "live/decisions_delegation_config.py": (
        "QuestionQuestionParamChoice",
        "QuestionQuestionParamChoiceChoice",
        "QuestionQuestionParamPredicate",
        "QuestionQuestionParamScore",
        "QuestionQuestionParamScoreLevel",
    ),
    "live/decisions_delegation_config_param.py": (
        "QuestionQuestionParamChoice",
        "QuestionQuestionParamChoiceChoice",
        "QuestionQuestionParamPredicate",
        "QuestionQuestionParamScore",
        "QuestionQuestionParamScoreLevel",
    ),
    "live/decisions_delegation_update_config.py": (
        "QuestionQuestionParamChoice",
        "QuestionQuestionParamChoiceChoice",
        "QuestionQuestionParamPredicate",
        "QuestionQuestionParamScore",
        "QuestionQuestionParamScoreLevel",
    ),
    "live/decisions_delegation_update_config_param.py": (
        "QuestionQuestionParamChoice",
        "QuestionQuestionParamChoiceChoice",
        "QuestionQuestionParamPredicate",
        "QuestionQuestionParamScore",
        "QuestionQuestionParamScoreLevel",
    ),
    "realtime/realtime_response_create_mcp_tool.py": ("AllowedTools", "RequireApproval"),
    "realtime/realtime_session_create_response.py": (
        "ToolMcpToolAllowedTools",
        "ToolMcpToolRequireApproval",
        "Tracing",
    ),
    "realtime/realtime_tools_config_union.py": ("McpAllowedTools", "McpRequireApproval"),
    "realtime/realtime_tools_config_union_param.py": (
        "Mcp",
        "McpAllowedTools",
        "McpAllowedToolsMcpToolFilter",
        "McpRequireApproval",
        "McpRequireApprovalMcpToolApprovalFilter",
        "McpRequireApprovalMcpToolApprovalFilterAlways",
        "McpRequireApprovalMcpToolApprovalFilterNever",
    ),
    "responses/file_search_tool.py": ("Filters",),
    "responses/response_output_text_annotation_added_event.py": (
        "AnnotationContainerFileCitation",
        "AnnotationFileCitation",
        "AnnotationFilePath",
        "AnnotationURLCitation",
    ),
    "responses/response_tool_search_output_item_param.py": ("ToolMcpAllowedTools", "ToolMcpRequireApproval"),
    "responses/responses_client_event.py": (
        "ContextManagement",
        "Conversation",
        "Moderation",
        "ModerationPolicy",
        "ModerationPolicyInput",
        "ModerationPolicyOutput",
        "PromptCacheOptions",
        "ResponseCreateConversation",
        "StreamOptions",
        "ToolChoiceSpecificProgrammaticToolCallingParam",
    ),
    "responses/responses_client_event_param.py": (
        "ContextManagement",
        "Moderation",
        "ModerationPolicy",
        "ModerationPolicyInput",
        "ModerationPolicyOutput",
        "PromptCacheOptions",
        "StreamOptions",
        "ToolChoiceSpecificProgrammaticToolCallingParam",
    ),
    "responses/tool.py": ("McpAllowedTools", "McpRequireApproval", "WebSearchTool"),
}
"""Names that modules of types lack here.  Each stands for a position whose type is written out in our module (a
union of named types, a variant that another module defines) and has no definition of its own to be named after."""
