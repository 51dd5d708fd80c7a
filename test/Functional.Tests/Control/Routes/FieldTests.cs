using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Functional.Tests.Control.Routes;

/// <summary>Every field of every body: missing where it is required, of the wrong type, too long.</summary>
[Collection(RoutesGroup.Name)]
public sealed class FieldTests(RoutesRun run) : IAsyncLifetime
{
    private const int TooLong = 20_000;

    /// <summary>Too long where telling so would tell a guesser something, or where a rule of commands says it in its own way; with the status.</summary>
    private static readonly Dictionary<(string, string), int> _saidOtherwise = new()
    {
        [("POST /api/auth/login", "email")] = 401,
        [("POST /api/auth/login", "password")] = 401,
        [("POST /api/auth/refresh", "refresh_token")] = 401,
        [("POST /api/command_policy", "command")] = 200,
        [("POST /api/execute_command", "command")] = 403,
    };

    /// <summary>Alertmanager's message is read laxly: a later Alertmanager may say more, and it reads no answers. A whole configuration is YAML, and has no example in JSON.</summary>
    private static readonly HashSet<string> _readOtherwise = new(StringComparer.Ordinal) { "POST /api/alerts/webhook" };

    private MadeObjects _made = null!;

    public static TheoryData<string, string> Required => Cases(o => RequiredFields(o));

    /// <summary>Those of the schema too that the example leaves out.</summary>
    public static TheoryData<string, string> All => Cases(o => o.Example!.Value.EnumerateObject().Select(p => p.Name).Concat(Known(o)).Distinct(StringComparer.Ordinal));

    public static TheoryData<string, string> Texts => Cases(o => o.Example!.Value.EnumerateObject().Where(p => p.Value.ValueKind == JsonValueKind.String).Select(p => p.Name));

    public async ValueTask InitializeAsync() => _made = await run.MadeAsync();

    [Theory]
    [MemberData(nameof(Required))]
    public Task Without_it_the_answer_names_it(string key, string field) => AssertRefusedAsync(key, field, body => body.Remove(field));

    [Theory]
    [MemberData(nameof(All))]
    public Task Of_another_type_the_answer_names_it(string key, string field) => AssertRefusedAsync(
        key, field, body => body[field] = TakesText(key, field) ? new JsonObject { ["seven"] = new JsonArray() } : JsonValue.Create("seven"));

    [Theory]
    [MemberData(nameof(Texts))]
    public Task Too_long_the_answer_names_it(string key, string field) => AssertRefusedAsync(key, field, body => body[field] = new string('a', TooLong));

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task AssertRefusedAsync(string key, string field, Action<JsonObject> spoil)
    {
        var operation = ApiOperation.Find(key);
        var body = (JsonObject)JsonNode.Parse(operation.Example!.Value.GetRawText())!;
        MakeNew(operation, body);
        spoil(body);
        var who = operation.IsPublic ? null : MadeObjects.CallerOf(operation);
        using var answer = await run.CallAsync(operation, who, operation.Address(_ => _made.IdFor(operation)), body.ToJsonString());
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        if (body[field] is JsonValue spoilt && spoilt.ToString().Length == TooLong && _saidOtherwise.TryGetValue((key, field), out var status))
        {
            Assert.Equal(status, (int)answer.StatusCode);
            return;
        }

        Assert.True(answer.StatusCode == HttpStatusCode.UnprocessableEntity, $"{(int)answer.StatusCode} {text}");
        using var problem = JsonDocument.Parse(text);
        Assert.Contains(problem.RootElement.GetProperty("errors").EnumerateObject(), e => e.Name.Contains(field, StringComparison.Ordinal));
    }

    /// <summary>The example's own object is there already.</summary>
    private void MakeNew(ApiOperation operation, JsonObject body)
    {
        foreach (var name in operation.Method == "POST" ? new[] { "name", "email", "id" } : [])
        {
            if (body.ContainsKey(name))
            {
                body[name] = name == "email" ? $"{run.Control.NewName("new")}@shop.example" : run.Control.NewName("new");
            }
        }
    }

    private static TheoryData<string, string> Cases(Func<ApiOperation, IEnumerable<string>> fields)
    {
        var cases = new TheoryData<string, string>();
        foreach (var operation in ApiOperation.All.Where(o => o.Example is { ValueKind: JsonValueKind.Object } && !_readOtherwise.Contains(o.Key)))
        {
            foreach (var field in fields(operation))
            {
                cases.Add(operation.Key, field);
            }
        }

        return cases;
    }

    private static IEnumerable<string> RequiredFields(ApiOperation operation) => Parts(operation)
        .SelectMany(p => p.TryGetProperty("required", out var required) ? required.EnumerateArray().Select(r => r.GetString()!) : []).Distinct(StringComparer.Ordinal);

    private static IEnumerable<string> Known(ApiOperation operation) => Properties(operation).Select(p => p.Name);

    private static IEnumerable<JsonProperty> Properties(ApiOperation operation) => Parts(operation)
        .SelectMany(p => p.TryGetProperty("properties", out var known) ? known.EnumerateObject() : Enumerable.Empty<JsonProperty>())
        .Where(p => !(p.Value.TryGetProperty("readOnly", out var isRead) && isRead.GetBoolean()));

    private static IEnumerable<JsonElement> Parts(ApiOperation operation)
    {
        var schema = operation.RequestSchema!.Value;
        return schema.TryGetProperty("allOf", out var all) ? all.EnumerateArray().Select(ApiOperation.Resolve) : [schema];
    }

    /// <summary>Whether a text is one of what may stand there, so that another type has to be tried.</summary>
    private static bool TakesText(string key, string field)
    {
        var operation = ApiOperation.Find(key);
        return (operation.Example!.Value.TryGetProperty(field, out var example) && example.ValueKind == JsonValueKind.String)
            || Properties(operation).Where(p => p.Name == field).Any(p => Takes(ApiOperation.Resolve(p.Value)));
    }

    /// <summary>A list of texts may be written as its only one.</summary>
    private static bool Takes(JsonElement schema) =>
        (schema.TryGetProperty("type", out var type) && (type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Any(t => t.GetString() == "string") : type.GetString() == "string"))
        || (schema.TryGetProperty("items", out var items) && Takes(ApiOperation.Resolve(items)))
        || (schema.TryGetProperty("oneOf", out var choices) && choices.EnumerateArray().Any(c => Takes(ApiOperation.Resolve(c))));
}
