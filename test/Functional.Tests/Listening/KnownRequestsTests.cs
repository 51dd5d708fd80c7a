using System.Buffers;
using System.Text;
using Farol.Listening;
using Farol.Telemetry.Repeats;
using Testing.Support;

namespace Functional.Tests.Listening;

/// <summary>What a connection may answer by itself, and when: without sockets, so that every order of events can be had.</summary>
public sealed class KnownRequestsTests
{
    private const string A = "GET /a HTTP/1.1\r\nHost: x\r\n\r\n";
    private const string B = "GET /b HTTP/1.1\r\nHost: x\r\n\r\n";
    private const string Answer = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nDate: Thu, 15 Jan 2026 12:00:00 GMT\r\n\r\nok";

    private readonly ManualTime _time = new();
    private readonly KnownRequests _known;

    public KnownRequestsTests() => _known = new KnownRequests(_time);

    [Fact]
    public void A_request_is_known_once_its_whole_answer_has_gone()
    {
        Assert.False(IsKnown(A));
        Came(A);
        _known.Begin();
        Assert.True(_known.IsLearning);
        Offer();
        var request = Read(Answer);
        Assert.False(IsKnown(A));
        _known.Sent(request!);
        Assert.True(IsKnown(A));
        Assert.False(IsKnown(B));
        _time.Advance(TimeSpan.FromSeconds(60));
        Assert.False(IsKnown(A));
    }

    [Fact]
    public void Nothing_is_known_while_the_server_owes_an_answer()
    {
        Learn(A);
        Came(B);
        Assert.False(IsKnown(A));
        _known.Begin();
        Assert.False(IsKnown(A));
        Offer();
        _known.Sent(Read(Answer)!);
        Assert.True(IsKnown(A));
        Assert.True(IsKnown(B));
    }

    [Fact]
    public void A_request_that_was_followed_by_another_one_before_its_answer_teaches_nothing()
    {
        Came(A);
        Came(B);
        _known.Begin();
        Assert.False(_known.IsLearning);
        Offer();
        Assert.Null(Read(Answer));
        _known.Begin();
        Assert.True(_known.IsLearning);
    }

    [Fact]
    public void A_request_that_is_followed_while_its_answer_goes_teaches_nothing()
    {
        Came(A);
        _known.Begin();
        Offer();
        var request = Read(Answer);
        Came(B);
        _known.Sent(request!);
        Assert.False(IsKnown(A));
    }

    [Theory]
    [InlineData("GET /a HTTP/1.1\r\nHo", "st: x\r\n\r\n")]
    [InlineData(A + B)]
    [InlineData("GET /a HTTP/1.1\r\nContent-Length: 5\r\n\r\n")]
    [InlineData("GET /a HTTP/1.1\r\ncontent-length: 5\r\n\r\n")]
    [InlineData("GET /a HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n")]
    [InlineData("GET /a HTTP/1.1\r\nUpgrade: websocket\r\n\r\n")]
    [InlineData("GET /a HTTP/1.1\r\nExpect: 100-continue\r\n\r\n")]
    [InlineData("POST /a HTTP/1.1\r\nHost: x\r\n\r\n")]
    [InlineData("\r\nGET /a HTTP/1.1\r\nHost: x\r\n\r\n")]
    [InlineData("GET /a HTTP/1.1\nHost: x\n\nGET /b HTTP/1.1\r\nHost: x\r\n\r\n")]
    public void What_cannot_be_told_apart_ends_the_learning(params string[] pieces)
    {
        foreach (var piece in pieces)
        {
            Came(piece);
        }

        _known.Begin();
        Assert.False(_known.IsLearning);
        Came(A);
        _known.Begin();
        Assert.False(_known.IsLearning);
    }

    [Fact]
    public void A_head_that_is_too_long_is_not_kept()
    {
        Came($"GET /{new string('a', RepeatedRequest.MaxBytes)} HTTP/1.1\r\nHost: x\r\n\r\n");
        _known.Begin();
        Assert.False(_known.IsLearning);
    }

    [Theory]
    [InlineData("HTTP/1.1 404 Not Found\r\nContent-Length: 2\r\nDate: Thu, 15 Jan 2026 12:00:00 GMT\r\n\r\nok")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 3\r\nDate: Thu, 15 Jan 2026 12:00:00 GMT\r\n\r\nok")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 1\r\nDate: Thu, 15 Jan 2026 12:00:00 GMT\r\n\r\nok")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nDate: Thu, 15 Jan 2026 12:00:00 GMT\r\n\r\n2\r\nok\r\n0\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nDate: Thu, 15 Jan 2026 12:00:00 GMT\r\nSet-Cookie: a=b\r\n\r\nok")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\nDate: Thu, 15 Jan 2026 12:00:00 GMT\r\n\r\nok")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n")]
    public void An_answer_that_may_be_for_this_once_is_not_kept(string answer)
    {
        Came(A);
        _known.Begin();
        Offer();
        Assert.Null(Read(answer));
    }

    [Fact]
    public void Without_an_offer_or_a_counter_nothing_is_kept()
    {
        Came(A);
        _known.Begin();
        Assert.Null(Read(Answer));
        _known.Offer(new Fixed());
        Assert.Null(Read(Answer));
        _known.CountBy(new Fixed());
        Assert.NotNull(Read(Answer));
    }

    [Fact]
    public void The_ninth_request_takes_the_place_of_the_first_and_one_that_is_learned_again_keeps_its_own()
    {
        for (var n = 0; n < 8; n++)
        {
            Learn(A.Replace("/a", $"/{n}", StringComparison.Ordinal));
        }

        Learn(A.Replace("/a", "/7", StringComparison.Ordinal));
        Learn(A);
        Assert.True(IsKnown(A));
        Assert.Equal(7, Enumerable.Range(0, 8).Count(n => IsKnown(A.Replace("/a", $"/{n}", StringComparison.Ordinal))));
    }

    [Fact]
    public void A_request_that_is_learned_again_after_its_time_takes_its_own_place()
    {
        const string other = "GET /other HTTP/1.1\r\nHost: x\r\n\r\n";
        for (var n = 0; n < 20; n++)
        {
            Learn(A);
            _time.Advance(TimeSpan.FromMinutes(1));
        }

        Learn(other);
        for (var n = 0; n < 6; n++)
        {
            Learn(A.Replace("/a", $"/{n}", StringComparison.Ordinal));
        }

        Assert.True(IsKnown(other));
    }

    [Fact]
    public void An_answer_that_waits_for_its_client_ends_the_learning()
    {
        Came(A);
        _known.Begin();
        Offer();
        var request = Read(Answer);
        _known.Waits();
        Came(B);
        _known.Begin();
        Assert.False(_known.IsLearning);
        _known.Sent(request!);
        Assert.False(IsKnown(A));
    }

    private void Learn(string request)
    {
        Came(request);
        _known.Begin();
        Offer();
        _known.Sent(Read(Answer)!);
    }

    private void Came(string bytes) => _known.Came(Encoding.ASCII.GetBytes(bytes));

    private bool IsKnown(string request) => _known.Find(Encoding.ASCII.GetBytes(request)) is not null;

    private void Offer()
    {
        _known.Offer(new Fixed());
        _known.CountBy(new Fixed());
    }

    private RepeatedRequest? Read(string answer) => _known.Read(new ReadOnlySequence<byte>(Encoding.ASCII.GetBytes(answer)));

    private sealed class Fixed : IRepeatableAnswer, IRepeatCounter
    {
        public bool TryWrite(IBufferWriter<byte> body) => true;

        public void Count(double seconds, long bodyBytes)
        {
        }
    }
}
