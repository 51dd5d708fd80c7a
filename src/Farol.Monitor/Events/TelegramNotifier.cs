using System.Net.Http.Json;

namespace Farol.Monitor.Events;

/// <summary>Sends the incident's text by a Telegram bot. The token is part of the address, so no address ever reaches a message.</summary>
internal sealed class TelegramNotifier(HttpClient http, Uri api, string token, string chat) : INotifier
{
    public string Name => "telegram";

    public async Task SendAsync(Incident incident, string routerName, CancellationToken cancellationToken)
    {
        HttpResponseMessage answer;
        try
        {
            var body = new { chat_id = chat, text = IncidentText.Of(incident, routerName), disable_web_page_preview = true };
            answer = await http.PostAsJsonAsync(new Uri(api, $"/bot{token}/sendMessage"), body, cancellationToken);
        }
        catch (HttpRequestException failure)
        {
            // Without the inner exception: its text may name the address, and the address holds the token.
            throw new HttpRequestException($"Telegram could not be reached ({failure.HttpRequestError})");
        }

        using (answer)
        {
            if (!answer.IsSuccessStatusCode)
            {
                throw new HttpRequestException($"Telegram answered {(int)answer.StatusCode}; check TELEGRAM_BOT_TOKEN and TELEGRAM_CHAT_ID");
            }
        }
    }
}
