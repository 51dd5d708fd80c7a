using System.Text.Json.Nodes;

namespace Farol.Hosting.OpenApi;

/// <summary>Errors as every operation answers them.</summary>
internal static class ErrorResponses
{
    private static readonly Dictionary<int, string> _meanings = new()
    {
        [400] = "The request cannot be read",
        [401] = "No login, or one that has ended",
        [403] = "The caller's role does not allow it",
        [404] = "There is none, or none that the caller may know of",
        [409] = "It exists already, is managed by a file, or its state forbids it",
        [412] = "If-Match is not the current version",
        [413] = "The body is too long",
        [415] = "The body is of another type",
        [422] = "Fields are wrong: errors names each",
        [429] = "Too many; Retry-After says when to come back",
        [500] = "The server failed; its log has the reason beside trace_id",
        [502] = "The router or backend answered wrongly",
        [503] = "Not able to serve now",
        [504] = "The router or backend did not answer in time",
    };

    public static JsonObject Of(int status)
    {
        var response = new JsonObject
        {
            ["description"] = _meanings.GetValueOrDefault(status, "Error"),
            ["content"] = new JsonObject
            {
                ["application/problem+json"] = new JsonObject { ["schema"] = new JsonObject { ["$ref"] = $"#/components/schemas/{DocumentHead.Problem}" } },
            },
        };
        if (status is 429 or 503)
        {
            response["headers"] = new JsonObject
            {
                ["Retry-After"] = new JsonObject { ["description"] = "Seconds", ["schema"] = new JsonObject { ["type"] = "integer" } },
            };
        }

        return response;
    }
}
