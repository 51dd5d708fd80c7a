using System.Net.Http.Json;
using Farol.Monitor.Answers;

namespace Farol.Monitor.Events;

/// <summary>Posts the incident as JSON to ALERT_WEBHOOK_URL.</summary>
internal sealed class WebhookNotifier(HttpClient http, Uri address) : INotifier
{
    public string Name => "webhook";

    public async Task SendAsync(Incident incident, string routerName, CancellationToken cancellationToken)
    {
        var body = new { source = "farol", router_name = routerName, text = IncidentText.Of(incident, routerName), incident };
        using var answer = await http.PostAsJsonAsync(address, body, MonitorJson.Options, cancellationToken);
        if (!answer.IsSuccessStatusCode)
        {
            throw new HttpRequestException($"the webhook answered {(int)answer.StatusCode}");
        }
    }
}
