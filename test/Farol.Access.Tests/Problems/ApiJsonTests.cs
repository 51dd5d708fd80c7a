using System.Net;
using System.Text;
using System.Text.Json;
using Farol.Access.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Farol.Access.Tests.Problems;

public sealed class ApiJsonTests
{
    [Theory]
    [InlineData("""{"name":"a","frobnicate":1}""", "frobnicate")]
    [InlineData("""{"name":7}""", "name")]
    [InlineData("""{"name":"a","count":"7"}""", "count")]
    [InlineData("""{"name":"a","count":7.5}""", "count")]
    [InlineData("""{"name":"a","count":70000000000}""", "count")]
    [InlineData("""{"name":"a","count":null}""", "count")]
    [InlineData("""{"name":null}""", "name")]
    [InlineData("{}", "name")]
    [InlineData("""{"name":"a","name":"b"}""", "name")]
    [InlineData("""{"name":"a","check":[]}""", "check")]
    [InlineData("""{"name":"a","check":{"interval":3}}""", "check.interval")]
    [InlineData("""{"name":"a","check":{"intervall":"3s"}}""", "check.intervall")]
    [InlineData("""{"name":"a","parts":{}}""", "parts")]
    [InlineData("""{"name":"a","parts":[{"interval":"1s"},{"interval":false}]}""", "parts[1].interval")]
    [InlineData("""{"name":"a","parts":[null]}""", "parts[0]")]
    [InlineData("""{"name":"a","labels":{"x":1}}""", "labels.x")]
    [InlineData("""{"name":"a","at":"yesterday"}""", "at")]
    [InlineData("[]", "body")]
    [InlineData("\"text\"", "body")]
    public async Task A_field_that_does_not_fit_is_named(string body, string field)
    {
        await using var app = await StartAsync();

        var (status, answer) = await PostAsync(app, body);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Equal(field, Assert.Single(answer.GetProperty("errors").EnumerateObject()).Name);
    }

    [Fact]
    public async Task Every_mistake_is_said_at_once_and_no_value_is_repeated()
    {
        await using var app = await StartAsync();

        var (_, answer) = await PostAsync(app, """{"count":"hunter2","labels":{"x":{"hunter2":1}},"parts":"hunter2"}""");

        Assert.Equal(["count", "labels.x", "name", "parts"], answer.GetProperty("errors").EnumerateObject().Select(e => e.Name).Order());
        Assert.DoesNotContain("hunter2", answer.GetRawText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{", HttpStatusCode.BadRequest)]
    [InlineData("", HttpStatusCode.BadRequest)]
    [InlineData("null", HttpStatusCode.BadRequest)]
    [InlineData("{\"name\":\"a\"} x", HttpStatusCode.BadRequest)]
    [InlineData("""{"name":"a","count":3,"at":"2026-01-31T12:00:00Z","check":{"interval":"3s"},"parts":[{}],"labels":{"x":"y"},"size":null}""", HttpStatusCode.OK)]
    public async Task What_is_no_json_is_malformed_and_what_fits_is_taken(string body, HttpStatusCode expected)
    {
        await using var app = await StartAsync();

        Assert.Equal(expected, (await PostAsync(app, body)).Status);
    }

    private static Task<AccessApplication> StartAsync() => AccessApplication.StartAsync(map: app => app.MapPost("/thing", async (HttpContext context) =>
    {
        var (thing, problem) = await ApiJson.ReadAsync(context, ThingJson.Default.Thing);
        return problem ?? Results.Ok(thing!.Name);
    }).AllowAnonymous());

    private static async Task<(HttpStatusCode Status, JsonElement Answer)> PostAsync(AccessApplication app, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        var response = await app.Client.PostAsync("/thing", content, TestContext.Current.CancellationToken);
        return (response.StatusCode, await AccessApplication.ReadAsync(response));
    }
}
