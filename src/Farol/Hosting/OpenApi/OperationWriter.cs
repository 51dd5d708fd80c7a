using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Farol.Access.Roles;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.RateLimiting;

namespace Farol.Hosting.OpenApi;

/// <summary>Completes one operation: its id, who may call it, on which ports, with which headers, and every error.</summary>
internal sealed class OperationWriter(RouteEndpoint endpoint, string method, string path, PortMap ports, OperationCatalog catalog)
{
    private readonly JsonObject _said = catalog.Find(method, path) ?? [];

    private bool IsOpen => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null;

    private bool IsControl => ServedOn.Of(endpoint) == (Surfaces.Control | Surfaces.Console);

    private AccessDemand? Demand => endpoint.Metadata.GetMetadata<AccessDemand>();

    public void Complete(JsonObject operation)
    {
        operation["operationId"] = OperationId();
        operation["summary"] ??= _said["summary"]?.DeepClone() ?? OperationId();
        operation["x-ports"] = new JsonArray([.. ports.All.Where(p => ServedOn.Of(endpoint).HasFlag(p.Surface)).Select(p => JsonValue.Create(p.Setting))]);
        operation["security"] = IsOpen ? new JsonArray() : new JsonArray(Requirement(DocumentHead.Bearer), Requirement(DocumentHead.Cookie));
        operation["x-role"] = IsOpen ? "public" : (Demand ?? new AccessDemand(null, Platform: true)).ToString();
        AddParameters(operation);
        AddBody(operation);
        AddResponses(operation);
    }

    public static JsonObject Query(string name, string description, string type = "string") => new()
    {
        ["name"] = name,
        ["in"] = "query",
        ["description"] = description,
        ["schema"] = new JsonObject { ["type"] = type },
    };

    private static JsonObject Requirement(string scheme) => new() { [scheme] = new JsonArray() };

    /// <summary><c>GET /api/config/revisions/{n}</c> is <c>getConfigRevisionsByN</c>.</summary>
    private string OperationId()
    {
        if (_said["id"] is { } given)
        {
            return given.GetValue<string>();
        }

        var id = new StringBuilder(method.ToLowerInvariant());
        foreach (var segment in path.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(s => s != "api"))
        {
            var words = segment.Trim('{', '}').Split('_', '-', '.');
            id.Append(segment[0] == '{' ? "By" : "").AppendJoin("", words.Select(w => char.ToUpperInvariant(w[0]) + w[1..]));
        }

        // The administrator's rows stand on the console's port under another path.
        return path.StartsWith("/admin/api/", StringComparison.Ordinal) ? id.Append("OnConsole").ToString() : id.ToString();
    }

    private bool TakesIfMatch => _said["if_match"]?.GetValue<bool>() ?? (method is "PUT" or "PATCH" or "DELETE" && path.Contains('{', StringComparison.Ordinal));

    /// <summary>Of what belongs to one tenant; what belongs to none says so in the catalog.</summary>
    private bool TakesTenant => _said["tenant"]?.GetValue<bool>() ?? (IsControl && Demand is { Role: not null });

    private void AddParameters(JsonObject operation)
    {
        var parameters = operation["parameters"]?.AsArray() ?? [];
        operation["parameters"] = parameters;
        foreach (var (name, description) in _said["query"]?.AsObject() ?? [])
        {
            if (Find(parameters, name) is { } known)
            {
                known["description"] ??= description!.DeepClone();
            }
            else
            {
                parameters.Add(Query(name, description!.GetValue<string>(), name is "dry_run" or "cookie" ? "boolean" : "string"));
            }
        }

        if (TakesTenant && Find(parameters, "tenant") is null)
        {
            parameters.Add(Query("tenant", "The tenant to act in, for callers who have the role there; default: the login's own"));
        }

        if (operation["responses"]?["200"]?["content"]?["application/json"]?["schema"]?["$ref"]?.GetValue<string>().Contains("/PageOf", StringComparison.Ordinal) == true
            && Find(parameters, "page") is null)
        {
            parameters.Add(Query("page", "From 1; default 1", "integer"));
            parameters.Add(Query("page_size", "Items on a page; default 50, at most 500", "integer"));
        }

        if (TakesIfMatch)
        {
            parameters.Add(new JsonObject
            {
                ["name"] = "If-Match",
                ["in"] = "header",
                ["description"] = "The ETag that the change is made on; another one meanwhile is 412",
                ["schema"] = new JsonObject { ["type"] = "string" },
            });
        }

        foreach (var parameter in parameters.Select(p => p!.AsObject()).Where(p => p["in"]!.GetValue<string>() == "path"))
        {
            parameter["description"] ??= $"Which one, as a listing names it";
            parameter["example"] = _said["path"]?[parameter["name"]!.GetValue<string>()]?.DeepClone() ?? "1";
        }

        foreach (var (name, value) in _said["values"]?.AsObject() ?? [])
        {
            Find(parameters, name)!["example"] = value!.DeepClone();
        }

        if (parameters.Count == 0)
        {
            operation.Remove("parameters");
        }
    }

    private static JsonObject? Find(JsonArray parameters, string name) =>
        parameters.Select(p => p!.AsObject()).FirstOrDefault(p => p["name"]!.GetValue<string>() == name);

    private void AddBody(JsonObject operation)
    {
        if (_said["request"] is { } schema)
        {
            operation["requestBody"] = new JsonObject
            {
                ["required"] = true,
                ["content"] = new JsonObject { [_said["request_type"]?.GetValue<string>() ?? "application/json"] = new JsonObject { ["schema"] = schema.DeepClone() } },
            };
        }

        foreach (var (_, content) in operation["requestBody"]?["content"]?.AsObject() ?? [])
        {
            if (_said["body"] is { } example)
            {
                content!["example"] = example.DeepClone();
            }
        }
    }

    private void AddResponses(JsonObject operation)
    {
        var responses = operation["responses"]?.AsObject() ?? [];
        operation["responses"] = responses;
        foreach (var (status, said) in _said["responses"]?.AsObject() ?? [])
        {
            if (status[0] == '2' && responses["200"] is JsonObject { Count: 1 } && status != "200")
            {
                responses.Remove("200");
            }

            responses[status] = Response(said!.AsObject());
        }

        var errors = Errors(operation).Concat(responses.Where(r => r.Key[0] is '4' or '5').Select(r => int.Parse(r.Key, CultureInfo.InvariantCulture)));
        foreach (var status in errors.Distinct().ToList())
        {
            responses[$"{status}"] = ErrorResponses.Of(status);
        }

        var sorted = responses.OrderBy(r => r.Key, StringComparer.Ordinal).Select(r => KeyValuePair.Create(r.Key, r.Value?.DeepClone())).ToList();
        operation["responses"] = new JsonObject(sorted);
    }

    private static JsonObject Response(JsonObject said)
    {
        var response = new JsonObject { ["description"] = said["description"]?.DeepClone() ?? "OK" };
        if (said["schema"] is { } schema)
        {
            response["content"] = new JsonObject { [said["type"]?.GetValue<string>() ?? "application/json"] = new JsonObject { ["schema"] = schema.DeepClone() } };
        }

        return response;
    }

    private IEnumerable<int> Errors(JsonObject operation)
    {
        foreach (var status in _said["errors"]?.AsArray() ?? [])
        {
            yield return status!.GetValue<int>();
        }

        if (!IsOpen)
        {
            yield return 401;
            yield return 403;
        }

        if (path.Contains('{', StringComparison.Ordinal) || operation["parameters"] is JsonArray parameters && (Find(parameters, "tenant") ?? Find(parameters, "router")) is not null)
        {
            yield return 404;
        }

        if (operation.ContainsKey("requestBody"))
        {
            yield return 400;
            yield return 413;
            yield return 415;
            yield return 422;
        }

        if (TakesIfMatch)
        {
            yield return 409;
            yield return 412;
        }

        if (endpoint.Metadata.GetMetadata<EnableRateLimitingAttribute>() is not null)
        {
            yield return 429;
        }

        yield return 500;
    }
}
