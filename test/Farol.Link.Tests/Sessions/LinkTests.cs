using System.Text;
using Farol.Link.Protocol;
using Farol.Link.Tests.Documents;
using Testing.Support;

namespace Farol.Link.Tests.Sessions;

/// <summary>Both ends as they are used, over real sockets.</summary>
public sealed class LinkTests
{
    [Fact]
    public async Task A_document_comes_into_force_and_the_gateway_says_so()
    {
        await using var pair = await LinkedPair.StartAsync();
        var document = DocumentChangesTests.Document(5, "a,b");
        pair.Publish(document);
        await pair.AppliedAsync(5);
        Assert.True(pair.Gateway.Documents.Single().Json.Span.SequenceEqual(document.Json.Span));
        var applied = pair.Control.AppliedOnes.Single();
        Assert.Equal("port 10080 instead of 80", Assert.Single(applied.Notes));
        Assert.Equal("0.0.0.0:10080", Assert.Single(applied.Listeners).Endpoint);
    }

    [Fact]
    public async Task Changes_follow_one_another_and_end_in_the_same_document()
    {
        await using var pair = await LinkedPair.StartAsync();
        var many = string.Join(',', Enumerable.Range(0, 200).Select(i => $"pool{i}"));
        for (ulong revision = 1; revision <= 20; revision++)
        {
            pair.Publish(DocumentChangesTests.Document(revision, $"{many},extra{revision}"));
            await pair.AppliedAsync(revision);
        }

        Assert.True(pair.Keeper.Current!.Json.Span.SequenceEqual(DocumentChangesTests.Document(20, $"{many},extra20").Json.Span));
    }

    [Fact]
    public async Task Of_many_documents_at_once_the_last_one_wins()
    {
        await using var pair = await LinkedPair.StartAsync();
        for (ulong revision = 1; revision <= 500; revision++)
        {
            pair.Publish(DocumentChangesTests.Document(revision, $"pool{revision}"));
        }

        await pair.AppliedAsync(500);
        Assert.Equal(500UL, pair.Keeper.Current!.Revision);
    }

    [Fact]
    public async Task A_refused_document_comes_back_with_its_reasons_and_the_one_before_stays()
    {
        await using var pair = await LinkedPair.StartAsync();
        pair.Publish(DocumentChangesTests.Document(1, "a"));
        await pair.AppliedAsync(1);
        pair.Gateway.Refusal = "no such pool";
        pair.Publish(DocumentChangesTests.Document(2, "b"));
        await Eventually.True(() => !pair.Control.RefusedOnes.IsEmpty, "the refusal comes");
        var reason = Assert.Single(pair.Control.RefusedOnes.Single().Reasons);
        Assert.Equal(("farol.yaml", 7u, "pools", "no such pool"), (reason.Source, reason.Line, reason.Key, reason.Message));
        Assert.Equal(1UL, pair.Keeper.Current!.Revision);

        // The next change is told from a document that the gateway does not have: it asks for the whole.
        pair.Gateway.Refusal = null;
        pair.Publish(DocumentChangesTests.Document(3, "b,c"));
        await pair.AppliedAsync(3);
        Assert.Equal(3UL, pair.Keeper.Current!.Revision);
    }

    [Fact]
    public async Task Counters_and_events_come_up()
    {
        await using var pair = await LinkedPair.StartAsync();
        await Eventually.True(() => pair.Control.Last?.Number > 2, "counters come again and again");
        Assert.True(pair.GatewayLink.TryTell(new Event { Type = "attack", Subject = "192.0.2.9", Text = "two lengths" }));
        await Eventually.True(() => !pair.Control.Events.IsEmpty, "the event comes");
        Assert.Equal("two lengths", pair.Control.Events.Single().Text);
    }

    [Fact]
    public async Task The_first_frame_of_each_link_is_whole_and_the_others_are_not()
    {
        await using var pair = await LinkedPair.StartAsync();
        await Eventually.True(() => pair.Gateway.Frames.Count > 3, "frames are made");
        await pair.StopControlAsync();
        await Eventually.True(() => pair.Gateway.Told.Any(t => t.StartsWith("lost", StringComparison.Ordinal)), "the loss is noticed");
        pair.StartControl();
        await Eventually.True(() => pair.Gateway.Frames.Count(whole => whole) == 2, "the new link begins with a whole one");
        Assert.True(pair.Gateway.Frames.First());
        Assert.False(pair.Gateway.Frames.ElementAt(1));
    }

    [Fact]
    public async Task Figures_come_as_text_when_they_are_asked_for_and_not_from_a_gateway_that_hangs_or_is_gone()
    {
        await using var pair = await LinkedPair.StartAsync(LinkedPair.Quick with { AnswerTimeout = TimeSpan.FromMilliseconds(200) });
        var gateway = pair.Control.Linked!;
        Assert.Equal("up 1", Encoding.UTF8.GetString((await gateway.ReadMetricsAsync(TestContext.Current.CancellationToken)).Span));
        pair.Gateway.Metrics = null;
        Assert.Equal(0, (await gateway.ReadMetricsAsync(TestContext.Current.CancellationToken)).Length);
        pair.Gateway.Metrics = "up 2";
        await Eventually.True(async () => (await gateway.ReadMetricsAsync(TestContext.Current.CancellationToken)).Length == 4, "it answers again");
        await pair.StopGatewayAsync();
        await Eventually.True(async () => (await gateway.ReadMetricsAsync(TestContext.Current.CancellationToken)).Length == 0, "nobody answers");
    }

    [Fact]
    public async Task A_question_about_a_route_is_answered_by_the_gateway_and_by_nobody_when_none_is_linked()
    {
        await using var pair = await LinkedPair.StartAsync();
        var question = new RouteQuestion { Number = 77, Method = "GET", Host = "shop.test", Path = "/a?b" };
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => pair.ControlLink.AskAsync(new RouteQuestion(question) { Path = $"/{i}" }, TestContext.Current.CancellationToken)));
        Assert.Equal(Enumerable.Range(0, 20).Select(i => $"GET shop.test/{i}"), answers.Select(a => a!.Reasons.Single()));
        Assert.Equal(77UL, question.Number);
        await pair.StopGatewayAsync();
        await Eventually.True(async () => await pair.ControlLink.AskAsync(question, TestContext.Current.CancellationToken) is null, "nobody answers");
    }

    [Fact]
    public async Task Usage_is_stored_once_though_the_link_breaks_before_it_is_acknowledged()
    {
        await using var pair = await LinkedPair.StartAsync();
        pair.Control.StoreFailures = 3;
        pair.Gateway.Use(100);
        await Eventually.True(() => !pair.Control.Stored.IsEmpty, "it is stored at last");
        pair.Gateway.Use(11);
        await Eventually.True(() => Total(pair) == 111, "what came later is stored too");
        Assert.Equal(0, pair.Control.StoreFailures);
        Assert.Equal(pair.Control.Stored.Count, pair.Control.Stored.Select(d => (d.StartId, d.Number)).Distinct().Count());
        Assert.All(pair.Control.Stored, d => Assert.True(d.FromUnixMilliseconds <= d.ToUnixMilliseconds));
    }

    [Fact]
    public async Task Usage_while_the_control_plane_is_away_is_told_afterwards()
    {
        await using var pair = await LinkedPair.StartAsync();
        await pair.StopControlAsync();
        await Eventually.True(() => pair.Gateway.Told.Any(t => t.StartsWith("lost", StringComparison.Ordinal)), "the loss is noticed");
        pair.Gateway.Use(42);
        pair.StartControl();
        await Eventually.True(() => Total(pair) == 42, "it is told");
    }

    [Fact]
    public async Task After_a_restart_of_the_control_plane_the_gateway_keeps_what_it_has()
    {
        await using var pair = await LinkedPair.StartAsync();
        var document = DocumentChangesTests.Document(1, "a");
        pair.Publish(document);
        await pair.AppliedAsync(1);
        await pair.StopControlAsync();
        pair.StartControl();
        pair.Publish(document);
        await Eventually.True(() => pair.Control.Told.Count(t => t.StartsWith("connected", StringComparison.Ordinal)) == 2, "it is back");
        pair.Publish(DocumentChangesTests.Document(2, "a,b"));
        await pair.AppliedAsync(2);
        Assert.Equal([1UL, 2UL], pair.Gateway.Documents.Select(d => d.Revision));
        Assert.Single(pair.Gateway.Told, t => t.StartsWith("lost", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Tokens_of_a_limit_are_leased_and_without_a_link_there_are_none()
    {
        await using var pair = await LinkedPair.StartAsync();
        QuotaWant[] wants = [new() { Key = "tenant a", Amount = 50, RequestsPerSecond = 10, Burst = 20 }, new() { Key = "tenant b", Amount = 3, RequestsPerSecond = 10 }];
        var lease = await pair.GatewayLink.LeaseAsync(wants, TestContext.Current.CancellationToken);
        Assert.Equal([10u, 3u], lease!.Granted);
        Assert.Equal(1, pair.GatewayLink.Gateways);
        await pair.StopControlAsync();
        await Eventually.True(async () => await pair.GatewayLink.LeaseAsync(wants, TestContext.Current.CancellationToken) is null, "nobody answers");
        Assert.False(pair.GatewayLink.IsLinked);
    }

    [Fact]
    public async Task Commands_go_down()
    {
        await using var pair = await LinkedPair.StartAsync();
        pair.ControlLink.Drain(TimeSpan.FromSeconds(7));
        pair.ControlLink.Stop();
        await Eventually.True(() => pair.Gateway.Ends.Count == 2, "both come");
        Assert.Equal([TimeSpan.FromSeconds(7), TimeSpan.Zero], pair.Gateway.Ends);
    }

    [Fact]
    public async Task Requests_are_wanted_and_lines_come_up()
    {
        await using var pair = await LinkedPair.StartAsync();
        var wanted = new RequestsWanted { Watches = { new RequestWatch { Id = 3, Host = "shop.test", PerSecond = 5 } } };
        Assert.True(pair.Control.Linked!.KnowsRequests);
        Assert.True(pair.Control.Linked.TryWant(wanted));
        await Eventually.True(() => !pair.Gateway.Wants.IsEmpty, "it is asked");
        Assert.Equal(wanted, pair.Gateway.Wants.Single());
        var lines = new RequestLines { Lines = { new RequestLine { Watches = { 3 }, Path = "/a" } }, Counts = { new WatchCount { Watch = 3, Seen = 9 } } };
        Assert.True(pair.GatewayLink.TryTell(lines));
        await Eventually.True(() => !pair.Control.Lines.IsEmpty, "the lines come");
        Assert.Equal(lines, pair.Control.Lines.Single());
        await pair.StopGatewayAsync();
        await Eventually.True(() => !pair.Control.Linked!.TryWant(wanted), "nobody is asked");
    }

    private static ulong Total(LinkedPair pair) => pair.Control.Stored.SelectMany(d => d.Rows).Aggregate(0UL, (sum, row) => sum + row.Requests);
}
