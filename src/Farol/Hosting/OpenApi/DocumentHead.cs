using System.Text.Json.Nodes;

namespace Farol.Hosting.OpenApi;

/// <summary>What the document says beside its operations.</summary>
internal static class DocumentHead
{
    public const string Bearer = "bearer";
    public const string Cookie = "cookie";
    public const string Problem = "Problem";

    public static JsonObject Info() => new()
    {
        ["title"] = "Farol",
        ["version"] = ProgramVersion.Text,
        ["description"] = "Watches Huawei NE8000 routers and steers an HTTP gateway. Every figure is measured or stored; what is unknown is null. "
            + "x-ports names the settings of the ports that serve an operation.",
        ["license"] = new JsonObject { ["name"] = "MIT", ["identifier"] = "MIT" },
    };

    public static JsonObject Components(JsonObject schemas)
    {
        schemas[Problem] = ProblemSchema();
        return new JsonObject
        {
            ["schemas"] = new JsonObject(schemas.OrderBy(s => s.Key, StringComparer.Ordinal).Select(s => KeyValuePair.Create(s.Key, s.Value?.DeepClone()))),
            ["securitySchemes"] = new JsonObject
            {
                [Bearer] = new JsonObject
                {
                    ["type"] = "http",
                    ["scheme"] = "bearer",
                    ["description"] = "An access token of POST /api/auth/login. It lasts 15 minutes; POST /api/auth/refresh gives the next.",
                },
                [Cookie] = new JsonObject
                {
                    ["type"] = "apiKey",
                    ["in"] = "cookie",
                    ["name"] = "farol_session",
                    ["description"] = "The console's session, of POST /api/auth/login?cookie=true. Changes need a request of the same origin, or the header X-Farol-Request.",
                },
            },
        };
    }

    public static JsonArray Tags(JsonObject paths)
    {
        var names = paths.SelectMany(p => p.Value!.AsObject()).SelectMany(o => o.Value!["tags"]?.AsArray() ?? []).Select(t => t!.GetValue<string>());
        return [.. names.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(n => new JsonObject { ["name"] = n })];
    }

    private static JsonObject ProblemSchema() => new()
    {
        ["type"] = "object",
        ["description"] = "An error (RFC 9457), with success and error for clients of older versions.",
        ["required"] = new JsonArray("type", "title", "status", "detail", "success", "error", "trace_id"),
        ["properties"] = new JsonObject
        {
            ["type"] = Text("A URI of the kind of error; about:blank where the status says all"),
            ["title"] = Text("The status in words"),
            ["status"] = new JsonObject { ["type"] = "integer" },
            ["detail"] = Text("What is wrong, and what to do"),
            ["success"] = new JsonObject { ["type"] = "boolean", ["const"] = false },
            ["error"] = Text("The detail again"),
            ["trace_id"] = Text("Finds the request in the log"),
            ["errors"] = new JsonObject
            {
                ["type"] = "object",
                ["description"] = "What is wrong with each field, for 422",
                ["additionalProperties"] = new JsonObject { ["type"] = "array", ["items"] = new JsonObject { ["type"] = "string" } },
            },
            ["codes"] = new JsonObject
            {
                ["type"] = "object",
                ["description"] = "By field, what kind of fault it is, where a program can do something about it: host_not_proven (POST /api/hosts claims it)",
                ["additionalProperties"] = new JsonObject { ["type"] = "string" },
            },
            ["retry_after"] = new JsonObject { ["type"] = "integer", ["description"] = "Seconds to wait, for 429 and 503" },
        },
    };

    private static JsonObject Text(string description) => new() { ["type"] = "string", ["description"] = description };
}
