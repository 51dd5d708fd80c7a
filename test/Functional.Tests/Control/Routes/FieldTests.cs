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

    private MadeObjects _made = null!;

    public static TheoryData<string, string> Required => Cases(o => RequiredFields(o));

    public static TheoryData<string, string> All => Cases(o => ((JsonObject)JsonNode.Parse(o.Example!.Value.GetRawText())!).Select(p => p.Key));

    public static TheoryData<string, string> Texts => Cases(o => o.Example!.Value.EnumerateObject().Where(p => p.Value.ValueKind == JsonValueKind.String).Select(p => p.Name));

    public async ValueTask InitializeAsync() => _made = await run.MadeAsync();

    [Theory]
    [MemberData(nameof(Required))]
    public Task Without_it_the_answer_names_it(string key, string field) => AssertRefusedAsync(key, field, body => body.Remove(field));

    [Theory]
    [MemberData(nameof(All))]
    public Task Of_another_type_the_answer_names_it(string key, string field) => AssertRefusedAsync(
        key, field, body => body[field] = body[field] is JsonValue value && value.GetValueKind() == JsonValueKind.String ? new JsonObject { ["x"] = 1 } : JsonValue.Create("seven"));

    [Theory]
    [MemberData(nameof(Texts))]
    public Task Too_spoiltthe_answer_names_it(string key, string field) => AssertRefusedAsync(key, field, body => body[field] = new string('a', TooLong));

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
        // No example makes a certificate or an alert, so that there is none to change; their own tests have them, and Alertmanager's words are its own.
        foreach (var operation in ApiOperation.All.Where(o => o.Example is { ValueKind: JsonValueKind.Object } && o.Path != "/api/certificates/{id}" && !o.Path.StartsWith("/api/alerts", StringComparison.Ordinal)))
        {
            foreach (var field in fields(operation))
            {
                cases.Add(operation.Key, field);
            }
        }

        return cases;
    }

    private static IEnumerable<string> RequiredFields(ApiOperation operation)
    {
        var schema = operation.RequestSchema!.Value;
        var parts = schema.TryGetProperty("allOf", out var all) ? all.EnumerateArray().Select(ApiOperation.Resolve) : [schema];
        return parts.SelectMany(p => p.TryGetProperty("required", out var required) ? required.EnumerateArray().Select(r => r.GetString()!) : []).Distinct(StringComparer.Ordinal);
    }
}
