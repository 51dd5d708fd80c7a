using System.Text.Json;
using Testing.Support;

namespace Functional.Tests.Control.Routes;

/// <summary>The OpenAPI document: the committed one is the program's, and it says everything of every operation.</summary>
[Collection(ControlGroup.Name)]
public sealed class OpenApiTests(ControlRun run)
{
    [Fact]
    public async Task The_committed_document_is_what_the_program_makes()
    {
        var control = await run.Anonymous.GetStringAsync("/openapi.json", TestContext.Current.CancellationToken);
        var monitor = await run.Client(run.Program.Port).GetStringAsync("/openapi.json", TestContext.Current.CancellationToken);

        Assert.Equal(control, monitor);
        Snapshot.Match(ApiOperation.Location, control);
    }

    [Fact]
    public void Every_operation_has_a_name_of_its_own_and_says_what_it_does()
    {
        var named = ApiOperation.All.Where(o => !o.IsSocket).ToList();

        Assert.Equal(named.Count, named.Select(o => o.Json.GetProperty("operationId").GetString()).Distinct(StringComparer.Ordinal).Count());
        Assert.Empty(named.Where(o => o.Json.GetProperty("summary").GetString() == o.Json.GetProperty("operationId").GetString()).Select(o => o.Key));
    }

    [Fact]
    public void Every_body_has_an_example() =>
        Assert.Empty(ApiOperation.All.Where(o => o is { Body: not null, Example: null }).Select(o => o.Key));

    [Fact]
    public void Every_answer_has_a_schema() =>
        Assert.Empty(ApiOperation.All.SelectMany(o => o.Json.GetProperty("responses").EnumerateObject()
            .Where(r => r.Name is not ("101" or "204") && !(r.Value.TryGetProperty("content", out var content) && content.EnumerateObject().All(c => HasSchema(c.Value))))
            .Select(r => $"{o.Key} {r.Name}")));

    [Fact]
    public void Every_operation_that_is_not_public_says_which_errors_a_caller_without_the_right_gets() =>
        Assert.Empty(ApiOperation.All.Where(o => !o.IsPublic && !o.IsSocket && !(HasResponse(o, "401") && HasResponse(o, "403"))).Select(o => o.Key));

    private static bool HasResponse(ApiOperation operation, string status) => operation.Json.GetProperty("responses").TryGetProperty(status, out _);

    private static bool HasSchema(JsonElement content) => content.TryGetProperty("schema", out var schema) && schema.EnumerateObject().Any();
}
